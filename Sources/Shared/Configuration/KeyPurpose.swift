/// What a key is for: which worker holds it, and what it is called in the environment and in `bulkhead.json`.
public enum KeyPurpose: String, Sendable, CaseIterable {
  /// Orders; the trading worker's.
  case trading
  /// Reads of an account; the account worker's.
  case read
  /// USD-M futures, where that is another key, as on the testnet; the trading worker's too.
  case futures

  private var prefix: String {
    switch self {
    case .trading: "BINANCE_API"
    case .read: "BINANCE_READ_API"
    case .futures: "BINANCE_FUTURES_API"
    }
  }

  /// The variable of the id, which is no secret.
  public var idVariable: String { prefix + "_KEY" }
  /// The variable of a file that holds the id.
  public var idFileVariable: String { prefix + "_KEY_FILE" }
  /// The variable of the secret itself.
  public var secretVariable: String { prefix + "_SECRET" }
  /// The variable of the secret's file.
  public var secretFileVariable: String { prefix + "_SECRET_FILE" }
  /// The variable of the file with the passphrase of an encrypted PEM.
  public var passphraseFileVariable: String { prefix + "_PASSPHRASE_FILE" }
  /// The name of the secret in systemd's `$CREDENTIALS_DIRECTORY`.
  public var credentialName: String { secretVariable.lowercased() }

  /// For people: "trading key".
  public var words: String { "\(rawValue) key" }
  /// Where the configuration file names it.
  public var configurationKey: String { "keys.\(rawValue)" }

  /// What the configuration file says of it.
  public func place(in configuration: Configuration) -> Configuration.KeyPlace {
    switch self {
    case .trading: configuration.tradingKey
    case .read: configuration.readKey
    case .futures: configuration.futuresKey
    }
  }

  /// The variables of all secrets.
  public static var secretVariables: [String] { allCases.map(\.secretVariable) }

  /// The variables by which a server that another command starts finds the same keys. None holds a secret.
  public static var handedOnVariables: [String] {
    allCases.flatMap {
      [$0.idVariable, $0.idFileVariable, $0.secretFileVariable, $0.passphraseFileVariable]
    } + [credentialsVariable]
  }

  /// The variable of systemd's folder of credentials.
  public static let credentialsVariable = "CREDENTIALS_DIRECTORY"
}
