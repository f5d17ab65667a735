/// What `bulkhead.json` says: hosts, keys' files, limits, paths, and what the operator allows.
///
/// Every member has a meaning of its own when it is absent. Secrets are never in it, only the files they lie
/// in.
public struct Configuration: Sendable, Equatable {
  /// What money may do; `trading` of the file.
  public var trading = TradingPolicy()
  /// `hosts.spot`: the base URL of `/api` and `/sapi`; what a keyed role may talk to beside the venue's own.
  public var spotHost: String?
  /// `hosts.futures`: the base URL of `/fapi`.
  public var futuresHost: String?
  /// `allow_withdrawal_permission`: whether a key that can withdraw is used at all.
  public var allowsWithdrawalPermission = false
  /// `keys.trading` of the file: the trading worker's key.
  public var tradingKey = KeyPlace()
  /// `keys.read`: the account worker's key.
  public var readKey = KeyPlace()
  /// `keys.futures`: the trading worker's key for USD-M futures, when it is another one.
  public var futuresKey = KeyPlace()
  /// `state_folder`: where journal and sockets lie.
  public var stateFolder: String?
  /// `call_timeout_seconds`, in milliseconds.
  public var callTimeoutMilliseconds: Int?
  /// `log_level`.
  public var logLevel: String?
  /// `tools`: as `--tools` takes it.
  public var toolSelection: String?
  /// `certificate_file`: CA certificates in PEM that take the place of the system's.
  public var certificateFile: String?
  /// `proxy`: the proxy of the keyed workers, which no environment variable steers.
  public var proxy: String?

  /// `authorization` of the file: who is let in over HTTP.
  public var access = Access()

  /// A key's id and the file of its secret.
  public struct KeyPlace: Sendable, Equatable {
    /// The id (`X-MBX-APIKEY`); not a secret.
    public var id: String?
    /// The file that holds the secret and nothing else.
    public var secretFile: String?
    /// The file that holds the passphrase of an encrypted PEM.
    public var passphraseFile: String?

    /// A key that nobody named.
    public init() {}
  }

  /// What holds without a file.
  public init() {}
}
