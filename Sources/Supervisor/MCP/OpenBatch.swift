/// A batch whose answers are being collected: they leave together, as one array on one line.
struct OpenBatch: Sendable {
  /// The most bytes of answers that a session collects for all its batches. A list of every tool has less
  /// than a fiftieth of that; a few kilobytes of requests could else ask for any number of such lists.
  static let byteCountMax = 4 * 1_024 * 1_024

  /// Calls still running, and one more while the batch itself is being read.
  var openCount = 1
  /// The answers so far, separated by commas.
  private(set) var answers: [UInt8] = []

  /// Adds an answer; says how many bytes that were.
  mutating func append(_ answer: [UInt8]) -> Int {
    let before = answers.count
    if !answers.isEmpty { answers.append(UInt8(ascii: ",")) }
    answers.append(contentsOf: answer)
    return answers.count - before
  }
}
