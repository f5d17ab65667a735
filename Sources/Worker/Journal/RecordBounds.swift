/// How large the parts of a record may be, in bytes of UTF-8 where they are texts.
public enum RecordBounds {
  /// What a client was told. A longer report is replaced by a small JSON object that says how long it was, so
  /// whoever writes reports keeps them below this.
  public static let reportByteCountMax = 32 * 1024
  /// Why something was refused or is not known; more is left out.
  public static let reasonByteCountMax = 512
  /// The parameters of an audited request; more is left out.
  public static let parametersByteCountMax = 1024
  /// Names of people, principals, requests, results and versions; more is left out.
  public static let wordsByteCountMax = 256
  /// Ids, symbols, names of tools and the like, which mean something only as a whole: a record with a longer
  /// one is refused. The exchange's own ids have at most 36.
  public static let nameByteCountMax = 64
  /// The text of a policy; a record with a longer one is refused.
  public static let policyByteCountMax = 64 * 1024
  /// Digests; SHA-256 has 32.
  public static let digestByteCountMax = 64
  /// Orders of one intent. An order list of the exchange has at most three.
  public static let legCountMax = 16
  /// A record without its frame.
  public static let bodyByteCountMax = 1024 * 1024
  /// All records of one transaction, with their frames.
  public static let transactionByteCountMax = 4 * 1024 * 1024
}
