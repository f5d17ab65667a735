/// A request that may change accounts, orders or positions, as a log keeps it: what was asked, by whom, and
/// when.
///
/// Carrying out the same commands in the same order on the same seed and listings gives the same state, so
/// this is all that has to be kept.
public struct Command: Sendable, Hashable {
  /// One parameter, decoded.
  public struct Parameter: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: String

    /// A parameter from its parts.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Exchange time in milliseconds.
  public var time: Int
  /// The number of the account whose key signed it; 0 for none.
  public var account: Int
  /// The method, such as `POST`.
  public var method: String
  /// The path, such as `/api/v3/order`.
  public var path: String
  /// The parameters that the route reads, without those of a signature.
  public var parameters: [Parameter]
  /// Whether it met the limit of its account's orders: what is answered then depends on the wall clock, and
  /// on what was sent to this very process before.
  public var isOverLimit: Bool

  /// A command from its parts.
  public init(
    time: Int, account: Int, method: String, path: String, parameters: [Parameter],
    isOverLimit: Bool = false
  ) {
    self.time = time
    self.account = account
    self.method = method
    self.path = path
    self.parameters = parameters
    self.isOverLimit = isOverLimit
  }
}
