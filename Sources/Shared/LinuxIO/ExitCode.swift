/// Why a process of ours ended, as its exit code (numbers of sysexits.h).
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Asked to: end of input, a signal, a finished command.
  case success = 0
  /// A command ran and its answer was an error, such as `bulkhead call` with a tool error.
  case commandFailed = 1
  /// The command line could not be understood.
  case usage = 64
  /// The exchange is needed and cannot be reached.
  case exchangeUnreachable = 69
  /// A fault of our own, or a peer process that broke the protocol.
  case ownFault = 70
  /// Something passing: try again.
  case tryAgain = 75
  /// A credential was refused.
  case credentialRefused = 77
  /// The configuration cannot be used.
  case configuration = 78

  /// What the code means, in the words of `--help`.
  public var meaning: String {
    switch self {
    case .success: "asked to end, or the command succeeded"
    case .commandFailed: "the command ran and answered with an error, as when the exchange is away"
    case .usage: "the command line could not be understood"
    case .exchangeUnreachable:
      "bulkhead keys check: the exchange cannot be asked; the scripts: something to build or to run with is "
        + "missing"
    case .ownFault: "a fault of our own, or a peer process that broke the protocol"
    case .tryAgain: "something passing is in the way, such as a port that is taken; try again"
    case .credentialRefused:
      "a credential was refused: it is no key, the exchange does not take it, or it may do too much"
    case .configuration:
      "the configuration cannot be used, such as an address that this machine does not have; bulkhead-paper: "
        + "nor what its --data keeps"
    }
  }
}
