internal import HTTP

/// Where the page is that had a browser send a request, in the browser's own words (W3C, "Fetch Metadata
/// Request Headers").
///
/// Not every request of a page names its origin: an image or a link does not, and what comes back is of no
/// use to the page, but what was asked for has happened by then. No page can set or leave out this header.
/// Browsers send it to this machine and over TLS; other programs do not have it.
enum FetchSite {
  private static let field = "sec-fetch-site"

  /// Whether a page of somewhere else has sent a request. `same-site` is somewhere else: another port of
  /// this machine, for one.
  static func isForeign(_ headers: HTTPHeaders) -> Bool {
    guard headers.contains(field) else { return false }
    return headers.contains(field, token: "cross-site") || headers.contains(field, token: "same-site")
  }
}
