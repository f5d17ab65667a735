internal import Catalog
public import Values

/// One key of `bulkhead.json`: its name, what it means, what values it takes, and which member of
/// `Configuration` it fills.
///
/// Reading, the schema, `config show` and the documentation all come from the table of these, so a key is
/// added in one place.
public struct ConfigurationKey: Sendable {
  /// The way to it from the outermost object, such as `trading.max_order_notional`.
  public let name: String
  /// What it means, in a sentence or two.
  public let explanation: String
  let kind: Kind

  init(_ name: String, _ kind: Kind, _ explanation: String) {
    self.name = name
    self.kind = kind
    self.explanation = explanation
  }

  /// The key of that name.
  public static func named(_ name: String) -> ConfigurationKey? { all.first { $0.name == name } }

  /// Its value in a configuration as text for people; `nil` when it is not set there.
  public func text(in configuration: Configuration) -> String? {
    switch kind {
    case .flag(let member): configuration[keyPath: member] ? "true" : "false"
    case .asset(let member): configuration[keyPath: member]
    case .symbols(let member), .choices(_, let member):
      configuration[keyPath: member]?.joined(separator: ", ")
    case .choice(_, let member), .url(_, let member), .path(let member), .keyID(let member),
      .toolSelection(let member), .word(let member):
      configuration[keyPath: member]
    case .amount(_, let member): configuration[keyPath: member]?.description
    case .count(_, let member): configuration[keyPath: member].map { String($0) }
    case .seconds(_, let member):
      configuration[keyPath: member].map { Self.seconds($0).description }
    }
  }

  /// What is wrong with a value for this key: the value as it is shown, and what would do; `nil` when it
  /// does.
  public func problem(with value: JSON) -> (shown: String, wanted: String)? {
    var configuration = Configuration()
    do throws(JSONReader.Failure) {
      let document = try JSONDocument(value.encoded())
      do throws(ConfigurationFailure.Reason) {
        try read(document.root, line: 1, into: &configuration)
        return nil
      } catch {
        if case .unfit(_, _, let shown, let wanted) = error { return (shown, wanted) }
        return (name, expectation)
      }
    } catch {
      return (name, expectation)
    }
  }

  /// Milliseconds as seconds, exactly.
  static func seconds(_ milliseconds: Int) -> ExactDecimal {
    ExactDecimal(unchecked: Int128(milliseconds), scale: 3).withoutTrailingZeros
  }
}
