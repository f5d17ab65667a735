import Values

/// One tool: the single place where its name, schema, checks, routing, cost and documentation are written.
///
/// A class, because it never changes and is handed around on the path of every call: a struct of this size
/// costs a dozen reference counts a copy.
public final class Tool: Sendable {
  /// The name clients call, at most 40 of `[a-z0-9_]`.
  public let name: String
  /// A short name for people.
  public let title: String
  /// What it answers, in which units, with which defaults, and an example: a model decides by this text.
  public let description: String
  /// Who answers it.
  public let role: Role
  /// What the exchange wants to see for it.
  public let security: SecurityType
  /// Whether it can cost money.
  public let effect: Effect
  /// The group by which `--tools` picks it.
  public let group: ToolGroup
  /// The requests it may make; none for what the gateway answers itself.
  public let endpoints: [Endpoint]
  /// The arguments with which one call asks several endpoints instead of one; `nil` when no call does, none
  /// of them when each one does.
  public let severalWith: [String]?
  /// Its arguments, in the order of the documentation.
  public let parameters: [Parameter]
  /// Rules about several arguments.
  public let rules: [ArgumentRule]
  /// The shape of `data` in its answer.
  public let output: OutputShape
  /// For the quick look at arguments.
  let quick: QuickTable

  /// Describes a tool.
  public init(
    name: String, title: String, description: String, role: Role, security: SecurityType = .none,
    effect: Effect = .reads, group: ToolGroup, endpoints: [Endpoint], severalWith: [String]? = nil,
    parameters: [Parameter],
    rules: [ArgumentRule] = [], output: OutputShape
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.role = role
    self.security = security
    self.effect = effect
    self.group = group
    self.endpoints = endpoints
    self.severalWith = severalWith
    self.parameters = parameters
    self.rules = rules
    self.output = output
    quick = QuickTable(parameters, rules)
  }

  /// Whether it can answer nothing without the wallet interface (`/sapi`), which the testnet does not have.
  public var needsWallet: Bool {
    !endpoints.isEmpty && endpoints.allSatisfy { $0.api == .wallet }
  }

  /// The parameter of that name.
  public func parameter(named name: String) -> Parameter? {
    for parameter in parameters where parameter.name == name { return parameter }
    return nil
  }
}
