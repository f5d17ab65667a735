internal import CCurl

/// libcurl as a whole.
enum CurlLibrary {
  /// Has libcurl set itself up, once, at the first connection: a worker that makes none pays nothing.
  static func load() { _ = loaded }

  private static let loaded: Void = {
    let result = curl_global_init(Int(CURL_GLOBAL_SSL))
    precondition(result == CURLE_OK, "libcurl could not set itself up")
  }()
}
