import Foundation

/// What a person does at the terminal that a program was started on.
extension ProgramUnderTest {
  /// What stands on the screen and was not taken; the terminal makes a new line out of two characters.
  var screen: String {
    String(decoding: output, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// Waits for a question, types an answer and the return key, and says what the screen showed with it.
  ///
  /// - Parameters:
  ///   - line: what is typed; nil for the end of the input (control and D).
  ///   - question: with what the screen ends while it is asked.
  @discardableResult
  func answer(_ line: String?, to question: String) throws -> String {
    try wait(for: "the question \(question)") { screen.hasSuffix(question) || isOutputAtEnd }
    let shown = screen
    guard shown.hasSuffix(question) else {
      throw EndToEndFailure.unreadable("it did not ask \(question): \(shown)")
    }
    _ = takeOutput()
    send(line.map { Array("\($0)\n".utf8) } ?? [4])
    return shown
  }

  /// Waits for the end, and says with what code and what the screen shows, from the last answer on.
  func ending() throws -> (code: Int32, screen: String) { (try waitForExit(), screen) }
}
