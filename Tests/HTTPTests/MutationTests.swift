import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct `Mutated streams` {
  /// Mutated streams per direction; `HTTP_MUTATION_COUNT` in the environment asks for more.
  private static let count =
    ProcessInfo.processInfo.environment["HTTP_MUTATION_COUNT"].flatMap(Int.init) ?? 50_000

  private static let seed =
    ProcessInfo.processInfo.environment["HTTP_MUTATION_SEED"].flatMap(UInt64.init) ?? 0xB0_1C_4E_AD

  /// Bytes that mean something to the grammar, so that mutations hit more than letters.
  private static let telling: [UInt8] = Array("\r\n:;, \t0159aAfFgG/-+\u{0}\u{7F}\"".utf8) + [0x80, 0xFF]

  @Test func `a mutated request stream never crashes and reads the same however it is split`() {
    print("mutation seed \(Self.seed), \(Self.count) request streams")
    let seeds = [
      "GET /a?b=c HTTP/1.1\r\nHost: a:1\r\nA: b\r\n\r\nGET / HTTP/1.0\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n",
    ].map { Array($0.utf8) }
    let limits = HTTPLimits(
      headerByteCountMax: 80, headerCountMax: 4, bodyByteCountMax: 64, chunkLineByteCountMax: 8)
    var random = SeededGenerator(seed: Self.seed)
    var acceptedCount = 0
    for _ in 0..<Self.count {
      let bytes = Self.mutated(seeds, &random)
      let position = Int.random(in: 0...bytes.count, using: &random)
      let whole = Feeding.requests([bytes[...]], limits: limits, ends: true)
      let split = Feeding.requests([bytes[..<position], bytes[position...]], limits: limits, ends: true)
      if whole != split { Issue.record("split at \(position): \(bytes)") }
      if whole.failure == nil { acceptedCount += 1 }
    }
    #expect(acceptedCount > 0 && acceptedCount < Self.count)
  }

  @Test func `a mutated reply stream never crashes and reads the same however it is split`() {
    print("mutation seed \(Self.seed), \(Self.count) reply streams")
    let seeds = [
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      "HTTP/1.1 429 Slow\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n",
      "HTTP/1.1 204 None\r\nA: b\r\n\r\nHTTP/1.0 200 OK\r\n\r\nhello",
    ].map { Array($0.utf8) }
    let limits = HTTPLimits(
      headerByteCountMax: 80, headerCountMax: 4, bodyByteCountMax: 64, chunkLineByteCountMax: 8)
    var random = SeededGenerator(seed: Self.seed)
    var acceptedCount = 0
    for _ in 0..<Self.count {
      let bytes = Self.mutated(seeds, &random)
      let position = Int.random(in: 0...bytes.count, using: &random)
      let whole = Feeding.replies([bytes[...]], limits: limits, ends: true)
      let split = Feeding.replies([bytes[..<position], bytes[position...]], limits: limits, ends: true)
      if whole != split { Issue.record("split at \(position): \(bytes)") }
      if whole.failure == nil { acceptedCount += 1 }
    }
    #expect(acceptedCount > 0 && acceptedCount < Self.count)
  }

  /// One of `seeds` with one to four bytes changed, removed, doubled or put in.
  private static func mutated(_ seeds: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      let byte = telling[Int.random(in: 0..<telling.count, using: &random)]
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[index] = byte
      case 1: bytes.insert(byte, at: index)
      case 2: bytes.remove(at: index)
      case 3: bytes.insert(contentsOf: bytes[index..<min(index + 12, bytes.count)], at: index)
      default: bytes[index] = UInt8.random(in: 0...255, using: &random)
      }
    }
    return bytes
  }
}
