internal import HTTP

/// Why a connection could not be made, or did not bring an answer.
enum ConnectionFailure: Error, Equatable {
  // While connecting: nothing has been sent.

  /// The host's name is not known, or no name server answered.
  case nameNotFound
  /// The proxy's name is not known.
  case proxyNameNotFound
  /// The proxy said no (its status; 0 when it spoke no HTTP).
  case proxyRefused(status: Int)
  /// Nothing listens there (ECONNREFUSED).
  case refused
  /// The connection could not be made for another reason; the kernel's number, 0 when libcurl knows none.
  case unreachable(errorNumber: Int32)
  /// Name, proxy, TCP and TLS took too long together.
  case connectTimedOut
  /// The certificate is signed by nobody we trust (OpenSSL's verify result).
  case certificateNotTrusted(verifyResult: Int)
  /// The certificate is not valid now.
  case certificateOutdated
  /// The certificate is another host's.
  case certificateOfOtherHost
  /// The file of trusted authorities could not be read.
  case authoritiesUnreadable
  /// TLS could not be agreed on: often a server that speaks no TLS on this port.
  case handshakeFailed

  // After the first byte may have been sent.

  /// The connection ended before the first byte of the answer. A kept connection that the server closed at
  /// that moment looks so.
  case endedBeforeAnswer
  /// The connection ended inside the answer.
  case cut
  /// No whole answer in time.
  case answerTimedOut
  /// The answer is not HTTP as it should be, or is too large.
  case malformed(HTTPFailure)
  /// libcrypto had no memory for the signature: nothing was sent.
  case unsigned
  /// The call has used its sends before this request's turn came.
  case sendsUsedUp
  /// Nobody waits for the answer any more.
  case cancelled

  /// True for what another send may cure: the connection's fault, not the answer's.
  var isCuredBySendingAgain: Bool {
    switch self {
    case .endedBeforeAnswer, .cut: true
    default: false
    }
  }
}
