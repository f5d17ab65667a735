/// Why a test cannot go on.
enum EndToEndFailure: Error, CustomStringConvertible {
  /// A system call of the test itself failed.
  case system(String, errno: Int32)
  /// It did not happen in time. The program's last words help more than the time.
  case deadline(String, seconds: Double, lastWords: String)
  /// What came was not what the protocol allows.
  case unreadable(String)

  var description: String {
    switch self {
    case .system(let call, let number): "\(call) failed with errno \(number)"
    case .deadline(let what, let seconds, let words):
      "not within \(seconds) s: \(what). stderr ends: \(words)"
    case .unreadable(let text): text
    }
  }
}
