internal import CCurl
internal import LinuxIO
internal import Values

extension CurlEasy {
  /// A handle that will connect to a server and do nothing else.
  ///
  /// - Parameter timeoutMilliseconds: for DNS, proxy, TCP and TLS together.
  static func connecting(
    to server: BaseURL, _ configuration: ExchangeConfiguration, timeoutMilliseconds: Int
  ) -> CurlEasy {
    let easy = CurlEasy()
    easy.set(CURLOPT_URL, "\(server.description)/")
    easy.set(CURLOPT_CONNECT_ONLY, 1)
    easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    // ALPN would offer h2 otherwise, and a server that knows it would speak it.
    easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // No signals for time-outs; SIGPIPE is ignored by the process.
    easy.set(CURLOPT_NOSIGNAL, 1)
    easy.set(CURLOPT_FOLLOWLOCATION, 0)
    easy.set(CURLOPT_FRESH_CONNECT, 1)
    easy.set(CURLOPT_TCP_NODELAY, 1)
    easy.set(CURLOPT_BUFFERSIZE, receiveByteCountMax)
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, timeoutMilliseconds))
    easy.set(CURLOPT_USERAGENT, "bulkhead/\(configuration.version)")
    easy.setProxy(for: server)
    if server.isEncrypted { easy.setVerification(configuration.caFile) }
    return easy
  }

  /// Proxies come from the environment as libcurl reads it (http_proxy, https_proxy, all_proxy, no_proxy),
  /// never for this machine itself. A plain
  /// request goes through a tunnel too, because our bytes are written for the server and not for a proxy.
  private func setProxy(for server: BaseURL) {
    set(CURLOPT_HTTPPROXYTUNNEL, 1)
    if server.isLoopback { set(CURLOPT_PROXY, "") }
  }

  /// The chain up to a trusted authority, and the host's name.
  ///
  /// libcurl keeps what it has read from a bundle for the next connection only when no folder is given beside
  /// it; reading the system's bundle takes tens
  /// of milliseconds.
  private func setVerification(_ caFile: String?) {
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    if let caFile {
      set(CURLOPT_CAINFO, caFile)
      set(CURLOPT_CAPATH, nil)
    } else if let bundle = text(CURLINFO_CAINFO), WholeFile.isReadable(bundle) {
      set(CURLOPT_CAPATH, nil)
    }
  }
}
