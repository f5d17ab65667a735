import Installation
import Testing

/// Texts that nobody thought of: pieces put together at random, with a seed that is printed.
@Suite struct `Random files of clients` {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let gaps = [
    "", "", " ", "\n", "\n  ", "\r\n\t", " // c: {\"\n", "/* , } */", " /**/ ", "\t", "  ", "\n\n",
  ]

  private static func gap(_ dice: inout Dice) -> String { gaps.randomElement(using: &dice) ?? "" }

  private static func object(_ members: [String], _ dice: inout Dice) -> String {
    var text = "{" + gap(&dice)
    for (index, member) in members.enumerated() {
      text += member + gap(&dice)
      if index + 1 < members.count || Bool.random(using: &dice) { text += "," + gap(&dice) }
    }
    return text + "}"
  }

  /// A good file, with or without an entry of ours.
  private static func file(_ dice: inout Dice) -> String {
    func member(_ key: String, _ value: String) -> String {
      "\"\(key)\"\(gap(&dice)):\(gap(&dice))\(value)"
    }
    var servers = ["a", "b", "c"].prefix(Int.random(in: 0...3, using: &dice)).map {
      member($0, object([member("command", "\"x //,}\"")], &dice))
    }
    if Bool.random(using: &dice) {
      let own = member("bulkhead", object([member("command", "\"/y/bulkhead\"")], &dice))
      servers.insert(own, at: Int.random(in: 0...servers.count, using: &dice))
    }
    var members = ["theme", "last"].prefix(Int.random(in: 0...2, using: &dice)).map {
      member($0, "[1.0, \"\\\"/*\"]")
    }
    if Int.random(in: 0..<4, using: &dice) > 0 {
      let list = member("servers", object(servers, &dice))
      members.insert(list, at: Int.random(in: 0...members.count, using: &dice))
    }
    return gap(&dice) + object(members, &dice) + gap(&dice)
  }

  /// The comments of a text, in their order.
  private static func comments(_ text: String) -> [String] {
    gaps.filter { $0.contains("/") }.map { $0.filter { !" \n\t\r".contains($0) } }.flatMap { comment in
      [String](repeating: comment, count: text.ranges(of: comment).count)
    }
  }

  @Test func `take an entry and give it back, and lose nothing else`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var dice = Dice(state: seed)
    let entry = ServerEntry(command: "/opt/bulkhead", arguments: ["serve"])
    for round in 0..<500 {
      let text = Self.file(&dice)
      let put = try EntryEdit.putting(entry, into: Array(text.utf8), of: .visualStudioCode)
      let changed = String(decoding: put.after, as: UTF8.self)
      // Not a byte outside the changes is another one, and no comment is lost but those in values that go.
      let replaced = put.changes.reduce(0) { $0 + $1.range.count }
      let added = put.changes.reduce(0) { $0 + $1.replacement.count }
      #expect(put.after.count == put.before.count - replaced + added)
      #expect(Self.comments(changed) == Self.comments(text), "seed \(seed), round \(round): \(text)")
      #expect(
        try EntryEdit.putting(entry, into: put.after, of: .visualStudioCode).changes.isEmpty,
        "seed \(seed), round \(round): \(text)")
      let gone = try EntryEdit.removing("bulkhead", from: put.after, of: .visualStudioCode)
      #expect(!String(decoding: gone.after, as: UTF8.self).contains("/opt/bulkhead"))
      _ = TextDifference(put).lines
    }
  }

  @Test func `that were cut or changed by a byte are refused or still say what they said`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var dice = Dice(state: seed)
    let entry = ServerEntry(command: "/opt/bulkhead", arguments: ["serve"])
    for _ in 0..<1_000 {
      var bytes = Array(Self.file(&dice).utf8)
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      switch Int.random(in: 0..<3, using: &dice) {
      case 0: bytes.removeSubrange(place...)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      default: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
      }
      do {
        // Its own check compares what both texts say; the fault of ours must never be met.
        _ = try EntryEdit.putting(entry, into: bytes, of: .visualStudioCode)
      } catch {
        #expect(error != .wrongResult, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
