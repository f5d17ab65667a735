import Foundation
import Testing

extension HomeFolder {
  /// Makes a token of a user whose home this is, and says the header field that shows it.
  func token(_ name: String, _ scope: String) throws -> [String: String] {
    let program = try ProgramUnderTest(
      Programs.bulkhead, ["token", "new", "--name", name, "--scope", scope], environment: ["HOME": path])
    program.closeInput()
    #expect(try program.waitForExit() == 0, "\(program.errorText)")
    let text = String(decoding: program.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return ["Authorization": "Bearer \(text)"]
  }
}
