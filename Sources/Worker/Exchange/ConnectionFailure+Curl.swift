internal import CCurl
internal import LinuxIO

extension ConnectionFailure {
  /// What libcurl's result means, with what its handle knows besides.
  init(_ result: CURLcode, of easy: CurlEasy) {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST:
      self = .nameNotFound
    case CURLE_COULDNT_RESOLVE_PROXY:
      self = .proxyNameNotFound
    case CURLE_OPERATION_TIMEDOUT:
      self = .connectTimedOut
    case CURLE_PEER_FAILED_VERIFICATION:
      self = Self.verification(easy.number(CURLINFO_SSL_VERIFYRESULT))
    case CURLE_SSL_CACERT_BADFILE:
      self = .authoritiesUnreadable
    case CURLE_PROXY:
      self = .proxyRefused(status: easy.number(CURLINFO_HTTP_CONNECTCODE))
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
      self = .handshakeFailed
    case CURLE_COULDNT_CONNECT:
      let number = Int32(truncatingIfNeeded: easy.number(CURLINFO_OS_ERRNO))
      self = number == SystemFailure.connectionRefused ? .refused : .unreachable(errorNumber: number)
    default:
      // CURLE_RECV_ERROR is what a proxy's refusal of CONNECT looks like in libcurl 7.
      let status = easy.number(CURLINFO_HTTP_CONNECTCODE)
      let number = Int32(truncatingIfNeeded: easy.number(CURLINFO_OS_ERRNO))
      self = status != 0 ? .proxyRefused(status: status) : .unreachable(errorNumber: number)
    }
  }

  /// Numbers of OpenSSL's x509_vfy.h. libcurl compares the name itself, after the chain and before it notes
  /// the chain's result, which then still is 1
  /// ("unspecified") from the start.
  private static func verification(_ verifyResult: Int) -> ConnectionFailure {
    switch verifyResult {
    case 0, 1, 62: .certificateOfOtherHost
    case 9, 10: .certificateOutdated
    default: .certificateNotTrusted(verifyResult: verifyResult)
    }
  }
}
