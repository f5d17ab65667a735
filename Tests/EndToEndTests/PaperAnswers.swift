import Foundation

/// Takes answers apart that came one behind the other on a connection.
struct PaperAnswers {
  private var bytes: [UInt8] = []

  /// The answers that are whole now, in their order.
  mutating func receive(_ more: [UInt8]) -> [(status: Int, body: [UInt8])] {
    bytes += more
    var answers: [(status: Int, body: [UInt8])] = []
    while let end = HeadEnd.index(in: bytes) {
      let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
      let length = lines.first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
      guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
        let length,
        bytes.count >= end + length
      else { break }
      answers.append((status, Array(bytes[end..<end + length])))
      bytes.removeFirst(end + length)
    }
    return answers
  }
}
