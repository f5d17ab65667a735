package import LinuxIO
internal import Signing

/// Why a key is not used: what is wrong and what to do, without a byte of it.
package struct KeyRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, a sentence without a full stop.
  package let message: String
  /// The next step.
  package let suggestion: String
  /// How a worker ends for it: `configuration` where the key could not be read at all, `credentialRefused`
  /// where it was read and is none, or may do too much.
  package let exitCode: ExitCode

  /// Both, on one line.
  package var description: String { "\(message). \(suggestion)" }

  /// A refusal.
  package init(_ message: String, suggestion: String, exitCode: ExitCode) {
    self.message = message
    self.suggestion = suggestion
    self.exitCode = exitCode
  }

  /// A file that cannot be used.
  init(_ failure: PrivateFailure, file: String, what: String) {
    let step =
      switch failure {
      case .system(let cause) where cause.number == SystemFailure.noSuchFile: "Check its name."
      case .system: "The server's user has to be able to read it."
      case .foreignOwner: "chown it to the user that the server runs as."
      case .openToOthers: "Run: chmod 600 \(file)"
      case .wrongKind: "Name the file itself."
      case .tooLong: "It has to hold the \(what) and nothing else."
      }
    self.init("the \(what)'s file \(file) \(Self.words(failure))", suggestion: step, exitCode: .configuration)
  }

  private static func words(_ failure: PrivateFailure) -> String {
    switch failure {
    case .system(let cause): "cannot be read (\(cause))"
    case .openToOthers(let mode): "is open to others (mode \(String(mode, radix: 8)))"
    case .foreignOwner, .wrongKind, .tooLong: "\(failure)"
    }
  }

  /// Bytes that are no key.
  init(_ failure: SigningFailure, place: String) {
    let (what, step) =
      switch failure {
      case .emptySecret: ("is empty", "Put the secret into it, and nothing else.")
      case .unreadableKey:
        (
          "is no private key in PEM that can be read",
          "Take the file that was made with the key (BEGIN PRIVATE KEY); the public half is the exchange's."
        )
      case .passphraseMissing:
        ("is encrypted", "Name the file with its passphrase: BINANCE_API_PASSPHRASE_FILE or passphrase_file.")
      case .passphraseWrong: ("is encrypted with another passphrase", "Check the passphrase's file.")
      case .unsupportedKey:
        ("is neither Ed25519 nor RSA", "The exchange takes HMAC secrets, Ed25519 and RSA keys.")
      case .libraryFailure: ("could not be taken up by libcrypto", "Try again.")
      }
    self.init("the key in \(place) \(what)", suggestion: step, exitCode: .credentialRefused)
  }
}
