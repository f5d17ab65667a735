import LinuxIO
import TestSupport
import Testing

@testable import Transports

@Suite(.onLoop) struct `Lines of a stream` {
  private enum Found: Equatable {
    case line([UInt8])
    case oversized
  }

  /// Everything that the splitter makes of these writes.
  @LoopActor private func pieces(_ writes: [[UInt8]], lineByteCountMax: Int) async throws -> [Found] {
    let pair = try DescriptorPair.sockets()
    let writer = try Channel(pair.first)
    let reader = try Channel(pair.second)
    var buffer = ReceiveBuffer(byteCountMax: lineByteCountMax + 1)
    var splitter = LineSplitter()
    var found: [Found] = []
    for bytes in writes {
      writer.write(bytes)
      var left = bytes.count
      while left > 0 {
        left -= try await reader.read(into: &buffer)
        while let piece = splitter.next(in: &buffer) {
          switch piece {
          case .line(let byteCount):
            found.append(.line(Array(buffer.bytes.prefix(byteCount))))
            splitter.dropLine(byteCount: byteCount, of: &buffer)
          case .oversized: found.append(.oversized)
          }
        }
      }
    }
    writer.close()
    _ = try await reader.read(into: &buffer)
    if let rest = splitter.lastLine(buffer.take(buffer.count)) { found.append(.line(rest)) }
    return found
  }

  private func line(_ text: String) -> Found { .line(Array(text.utf8)) }

  @Test @LoopActor func `lines are found wherever the stream is split`() async throws {
    let bytes = Array("first\n\nsecond\r\n\r\nthird\nrest".utf8)
    let expected = [line("first"), line("second\r"), line("third"), line("rest")]
    for index in 0...bytes.count {
      let found = try await pieces([Array(bytes[..<index]), Array(bytes[index...])], lineByteCountMax: 64)
      #expect(found == expected)
    }
  }

  @Test @LoopActor func `a line at the bound passes and one over it costs one report`() async throws {
    let atBound = [UInt8](repeating: 97, count: 100)
    let over = [UInt8](repeating: 98, count: 101)
    let newline: [UInt8] = [10]
    let found = try await pieces([atBound + newline + over + newline + [99] + newline], lineByteCountMax: 100)
    #expect(found == [.line(atBound), .oversized, .line([99])])
  }

  @Test @LoopActor func `a line many times over the bound is reported once`() async throws {
    let huge = [UInt8](repeating: 98, count: 10_000)
    let found = try await pieces([huge, huge, huge + [10], [99, 10]], lineByteCountMax: 100)
    #expect(found == [.oversized, .line([99])])
  }
}
