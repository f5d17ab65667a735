public import LinuxIO

extension MCPClient {
  /// Why a server did not answer.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// It could not be started.
    case notStarted(SystemFailure)
    /// It ended before it answered.
    case ended(ChildProcess.Ending)
    /// It closed its output and went on running; it has been ended since.
    case outputClosed
    /// Nothing came before the deadline.
    case timedOut(method: String, milliseconds: Int)
    /// A line that is no message of the protocol; what is wrong with it, and its beginning, escaped.
    case garbage(reason: String, line: String)
    /// A message longer than `MCPClient.lineByteCountMax`.
    case oversized
    /// It refused the request with an error of the protocol; the message is escaped.
    case refused(code: Int, message: String)
    /// `close()` was called.
    case closed

    /// What happened, as a sentence's middle for people.
    public var description: String {
      switch self {
      case .notStarted(let failure): "the server could not be started: \(failure)"
      case .ended(let ending): "the server ended before it answered: \(ending)"
      case .outputClosed: "the server closed its output"
      case .timedOut(let method, let milliseconds):
        "the server did not answer \(method) within \(milliseconds) ms"
      case .garbage(let reason, let line): "the server sent what is no message (\(reason)): \(line)"
      case .oversized: "the server sent a message longer than \(MCPClient.lineByteCountMax) bytes"
      case .refused(let code, let message): "the server refused the request (\(code)): \(message)"
      case .closed: "the connection to the server is closed"
      }
    }

    /// What to do next, a whole sentence.
    public var suggestion: String {
      switch self {
      case .notStarted: "Build all programs (./run does) and keep them in one folder."
      case .ended, .outputClosed: "What it wrote to stderr says why; --log-level debug says more."
      case .timedOut: "Try again, with --call-timeout SECONDS for a slow network."
      case .garbage, .oversized: "This is a fault of the server; please report it with the line above."
      case .refused: "Compare with: bulkhead tools"
      case .closed: "Start again."
      }
    }

    /// The code a command ends with after this.
    public var exitCode: ExitCode {
      switch self {
      case .ended(.exited(let code)):
        // The server's own reason, such as an unusable configuration, is the command's too; ending well is no
        // success here.
        ExitCode(rawValue: code).flatMap { $0 == .success ? nil : $0 } ?? .ownFault
      case .timedOut: .tryAgain
      case .refused: .commandFailed
      case .notStarted, .ended, .outputClosed, .garbage, .oversized, .closed: .ownFault
      }
    }
  }
}
