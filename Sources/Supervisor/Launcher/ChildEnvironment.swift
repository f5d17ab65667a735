internal import LinuxIO

/// The environment that a child gets: an allow-list, never what this process inherited.
///
/// People who switch from other servers have BINANCE_API_SECRET in it already, and LD_PRELOAD or OPENSSL_CONF
/// would steer the child.
enum ChildEnvironment {
  private static let always = ["TZ", "LANG", "LC_ALL"]
  /// For a process without a key that connects to the exchange: how this machine reaches the network.
  private static let network = [
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]

  /// - Parameters:
  ///   - reachesNetwork: true for the market worker only; a keyed worker is steered by the configuration file
  ///     alone.
  ///   - proxy: that of the configuration file, for a keyed worker.
  ///   - environment: looks a variable of this process up.
  static func make(
    reachesNetwork: Bool, proxy: String? = nil,
    environment: (String) -> String? = CurrentProcess.environment
  ) -> [String] {
    // libcurl of Debian brings GnuTLS for a protocol that is never spoken. It would prepare itself as it is
    // loaded, which costs a worker some 0.7 MiB (gnutls_global_init(3)); a libcurl that uses it asks for it.
    var entries = ["HOME=/nonexistent", "SWIFT_BACKTRACE=enable=no", "GNUTLS_NO_IMPLICIT_INIT=1"]
    for name in always + (reachesNetwork ? network : []) {
      if let value = environment(name) { entries.append("\(name)=\(value)") }
    }
    // For https and for plain http alike (curl, "Environment").
    if let proxy { entries.append("all_proxy=\(proxy)") }
    return entries
  }
}
