internal import Values

extension ConfigurationKey {
  /// A member of the configuration that a key fills.
  typealias Member<Value> = any WritableKeyPath<Configuration, Value> & Sendable

  /// What values a key takes.
  enum Kind: Sendable {
    /// `true` or `false`.
    case flag(Member<Bool>)
    /// An asset, such as USDT.
    case asset(Member<String>)
    /// Trading pairs.
    case symbols(Member<[String]?>)
    /// Some of these words, each once.
    case choices([String], Member<[String]?>)
    /// One of these words.
    case choice([String], Member<String?>)
    /// An amount.
    case amount(AmountBound, Member<ExactDecimal?>)
    /// A whole number.
    case count(ClosedRange<Int>, Member<Int?>)
    /// Seconds with up to three decimals, kept as milliseconds; the range is in milliseconds.
    case seconds(ClosedRange<Int>, Member<Int?>)
    /// The address of a server.
    case url(URLBound, Member<String?>)
    /// An absolute path.
    case path(Member<String?>)
    /// The id of a key.
    case keyID(Member<String?>)
    /// Plain ASCII without blanks and quotes, which is compared and never looked into.
    case word(Member<String?>)
    /// Tools and groups, as `--tools` takes them.
    case toolSelection(Member<String?>)
  }

  /// Which amounts a key takes.
  struct AmountBound: Sendable {
    /// The most decimals.
    static let decimalCountMax = 18

    /// Whether it may be zero.
    let takesZero: Bool
    /// The largest.
    let most: Int

    /// Money: up to 10¹⁵ of any asset, which is more than there is of any that limits are counted in.
    static let money = AmountBound(takesZero: false, most: 1_000_000_000_000_000)
    /// A threshold: zero means always.
    static let threshold = AmountBound(takesZero: true, most: 1_000_000_000_000_000)
    /// A share of something, in percent.
    static let percent = AmountBound(takesZero: false, most: 100)

    /// The bound in words.
    var words: String { takesZero ? "from 0 to \(most)" : "more than 0 and at most \(most)" }

    func allows(_ amount: ExactDecimal) -> Bool {
      !amount.isNegative && (takesZero || !amount.isZero) && amount <= ExactDecimal(most)
        && amount.scale <= Self.decimalCountMax
    }
  }

  /// Which servers a key may name.
  enum URLBound: Sendable {
    /// One that signed requests go to: https, or this machine itself.
    case exchange
    /// A proxy, which carries what is encrypted already.
    case proxy
  }

  /// The most members of a list.
  static let listCountMax = 500
  /// The most bytes of a path (PATH_MAX, less the zero).
  static let pathByteCountMax = 4_095
  /// The most bytes of a word.
  static let wordByteCountMax = 512
  /// The most bytes of a key's id.
  static let keyIDByteCountMax = 256
}
