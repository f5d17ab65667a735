/// A batch whose answers are being collected: they leave together, as one array on one line.
struct OpenBatch: Sendable {
  /// Calls still running, and one more while the batch itself is being read.
  var openCount = 1
  /// The answers so far, separated by commas.
  var answers: [UInt8] = []

  mutating func append(_ answer: [UInt8]) {
    if !answers.isEmpty { answers.append(UInt8(ascii: ",")) }
    answers.append(contentsOf: answer)
  }
}
