internal import Glibc

/// Why a program cannot listen where it was told to: in words for whoever told it, and as an exit code.
///
/// Apart from `SystemFailure` because nearly all of its reasons are the user's to mend, while a call that
/// fails elsewhere is a fault of our own.
public struct ListenFailure: Error, Sendable, Equatable {
  /// What to say of it: one sentence without an end, such as "cannot listen on ::1 port 80: …".
  public let words: String
  /// 75 where the same may work later, 78 where something else has to be asked for.
  public let exitCode: ExitCode

  /// Tells what a failure of `TCPListener.socket` means.
  ///
  /// - Parameters:
  ///   - taken: what to do when another program listens there.
  ///   - elsewhere: the flags that name another place.
  public init(_ failure: SystemFailure, address: String, port: Int, taken: String, elsewhere: String) {
    let next: String
    switch failure.number {
    case EADDRINUSE:
      next = "another program listens there; \(taken)"
      exitCode = .tryAgain
    case EADDRNOTAVAIL, EAFNOSUPPORT, EINVAL:
      next = "this machine has no such address; \(elsewhere)"
      exitCode = .configuration
    case EACCES, EPERM:
      next = "ports below 1024 are not for everybody; \(elsewhere)"
      exitCode = .configuration
    default:
      next = "\(failure)"
      exitCode = failure.isPassing ? .tryAgain : .ownFault
    }
    words = "cannot listen on \(address) port \(port): \(next)"
  }
}
