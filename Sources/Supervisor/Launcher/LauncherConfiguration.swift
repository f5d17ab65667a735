public import Catalog
public import Configuration
public import Log
public import Values

/// What the launcher was asked to start.
public struct LauncherConfiguration: Sendable {
  /// Which exchange, as every process knows it.
  public var venue: Venue
  /// Base URL of the spot and wallet endpoints, or nil for the venue's own.
  public var spotURL: String?
  /// Base URL of the USD-M futures endpoints, or nil for the venue's own.
  public var futuresURL: String?
  /// A file of CA certificates in PEM that takes the place of the system's.
  public var certificateFile: String?
  /// Tools to list, as `--tools` takes them; nil for the default.
  public var toolSelection: String?
  /// One call's deadline in milliseconds.
  public var callTimeoutMilliseconds: Int
  /// The least important lines that are logged.
  public var logLevel: Logger.Level
  /// Arguments for `bulkhead-paper`; nil starts none.
  public var paperArguments: [String]?
  /// The operator's keys; none with a paper exchange, which has its own.
  public var keys = NamedKeys()
  /// Looks anew, when workers are to be restarted: the configuration file may say something else by then.
  public var findAgain: (@Sendable () throws(KeyFailure) -> Found)?

  /// What a server follows while it runs, as the operator's file and environment have it now.
  public struct Found: Sendable {
    /// The keys that are named.
    public var keys: NamedKeys
    /// Whether orders may be made.
    public var tradingMode: TradingMode

    /// What was found.
    public init(keys: NamedKeys, tradingMode: TradingMode) {
      self.keys = keys
      self.tradingMode = tradingMode
    }
  }
  /// The configuration file that is in use, if there is one.
  public var configurationPath: String?
  /// Whether orders may be made, and by what policy.
  public var tradingMode = TradingMode.off
  /// Where journals and control sockets lie; nil when nothing says where.
  public var stateFolder: String?
  /// How it is found out who is let in over the network; nil over stdio, where the client is whoever started
  /// the server.
  public var access: AccessPlan?
  /// The way to the network of the workers that hold a key: what the configuration file says, and nothing
  /// else.
  public var keyedNetwork = KeyedNetwork()

  #if DEBUG
    /// For tests of what is left behind: at which step each life of the trading worker is killed, the first
    /// life's first; 0 for a life that is left alone, and so is every later one.
    public var crashPoints: [Int] = []
  #endif

  /// How clients reach the server over HTTP; nil for one client on stdin and stdout.
  public var network: Network?

  /// How clients reach the server over HTTP.
  public struct Network: Sendable, Equatable {
    /// Where to listen, as a literal address.
    public var address: String
    /// The port; 0 lets the kernel choose.
    public var port: Int
    /// Names besides the loopback ones and the address itself that requests may be sent to.
    public var allowedHosts: [String] = []
    /// Origins of web pages that may use this server.
    public var allowedOrigins: [String] = []
    /// Literal addresses of reverse proxies that are believed about where a request comes from.
    public var trustedProxies: [String] = []
    /// Whether a bearer token is demanded.
    public var demandsToken = true
    /// Whether the line that says where the server is names the address of HTTP with SSE first.
    public var tellsOldStream = false

    /// A place to listen, with the defaults of `bulkhead serve`.
    public init(address: String, port: Int) {
      self.address = address
      self.port = port
    }
  }

  /// What the configuration file says about the way to the network.
  public struct KeyedNetwork: Sendable, Equatable {
    /// A proxy, as curl takes it.
    public var proxy: String?
    /// A file of CA certificates in PEM that takes the place of the system's.
    public var certificateFile: String?

    /// Straight to the exchange, by the system's certificates.
    public init() {}
  }

  /// A configuration with the defaults of `bulkhead serve`.
  public init(venue: Venue) {
    self.venue = venue
    callTimeoutMilliseconds = 10_000
    logLevel = .notice
  }

  /// The roles that get a worker. A paper exchange makes a key for each.
  public var roles: [Role] {
    if paperArguments != nil { return [.market, .account, .trading] }
    return [.market] + (keys.read == nil ? [] : [.account]) + (keys.trading == nil ? [] : [.trading])
  }

  /// Who answers the tools that read an account: the trading worker only where no other holds a key for it.
  public var accountRole: Role { roles.contains(.account) || !roles.contains(.trading) ? .account : .trading }
}
