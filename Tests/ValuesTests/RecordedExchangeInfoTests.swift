import Foundation
import Testing
import Values

@Suite struct `The recorded exchangeInfo` {
  /// The reference folder stands beside the repository and does not ship with it.
  static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/reference/binance/real/exchangeInfo_spot_2023-08-13.json.gz")
    .standardizedFileURL.path

  static var isPresent: Bool {
    let isPresent = FileManager.default.fileExists(atPath: path)
    if !isPresent { print("the recorded exchangeInfo is absent; its test is not run") }
    return isPresent
  }

  static func recording() throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    return [UInt8](try #require(data))
  }

  @Test(.enabled(if: isPresent))
  func `every symbol is read and every amount prints back as it was sent`() throws {
    let bytes = try Self.recording()
    let document = try JSONDocument(bytes, limits: .exchangeReply)
    #expect(try JSONReader.validate(bytes.span, limits: .exchangeReply) == document.summary)
    let symbols = try #require(document.root["symbols"])
    #expect(symbols.count == 2_276)
    var tickCount = 0
    for symbol in symbols.elements {
      #expect(try Symbol(try #require(symbol["symbol"]?.string)).name == symbol["symbol"]?.string)
      for filter in try #require(symbol["filters"]).elements {
        for (key, value) in filter.members {
          guard let text = value.string, key != "filterType" else { continue }
          #expect(value.decimal?.description == text)
          if key == "tickSize" { tickCount += 1 }
        }
      }
    }
    #expect(tickCount == 2_276)
    var writer = JSONWriter(reservingByteCount: bytes.count)
    writer.value(document.root)
    #expect(writer.bytes == Array(document.root.rawBytes))
  }
}
