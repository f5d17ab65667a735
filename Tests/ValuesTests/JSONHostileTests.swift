import TestSupport
import Testing
import Values

@Suite struct `Hostile JSON` {
  static let samples = [
    #"{"jsonrpc":"2.0","id":1234,"method":"tools/call","params":"#
      + #"{"name":"get_ticker_price","arguments":{"symbol":"btc/usdt"}}}"#,
    #" [ 1 , -2.5e+10 , true , false , null , "a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud800" , { } , [ ] ] "#,
    "{\"币安人生USDT\":[\"\u{2028}\u{2029}\u{85}é😀\"],\"k\":{\"k\":{\"k\":[[[{\"z\":0}]]]}}}",
    #"{"e":"depthUpdate","E":1691945251489,"s":"BTCUSDT","U":1,"u":2,"#
      + #""b":[["29400.10000000","0.00000000"]],"a":[]}"#,
  ]

  @Test(arguments: samples)
  func `a text cut at any byte is refused, in front and behind`(sample: String) throws {
    let bytes = Array(sample.utf8)
    let whole = try JSONDocument(bytes)
    let value = whole.root.byteRange
    for cut in 0..<value.upperBound {
      #expect(`JSON reader`.failure(Array(bytes[..<cut])) != nil, "cut at \(cut)")
    }
    for cut in value.lowerBound + 1..<bytes.count where cut > value.lowerBound {
      // What is left may begin with a whole value, but then something follows it.
      #expect(`JSON reader`.failure(Array(bytes[cut...])) != nil, "cut at \(cut)")
    }
  }

  @Test(arguments: samples, [UInt64(1), 0x5EED])
  func `a mutated text is refused or means the same after being written`(sample: String, seed: UInt64) throws
  {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let interesting =
      Array("{}[]\",:\\u0123456789.-+eEtfn \n\t\r".utf8) + [
        0, 0x1F, 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xF4, 0xFF,
      ]
    var acceptedCount = 0
    for _ in 0..<3_000 {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = interesting.randomElement(using: &generator) ?? 0
        case 1: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: place)
        case 2: bytes.remove(at: place)
        default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      guard `JSON reader`.failure(bytes) == nil else { continue }
      acceptedCount += 1
      let document = try JSONDocument(bytes)
      #expect(String(validating: bytes, as: UTF8.self) != nil, "accepted bytes that are not UTF-8")
      let tree = JSON(document.root)
      #expect(JSON(try JSONDocument(tree.encoded()).root) == tree)
      var writer = JSONWriter()
      writer.value(document.root)
      #expect(try JSONDocument(writer.bytes).summary.isCompact)
      #expect(JSON(try JSONDocument(writer.bytes).root) == tree)
    }
    #expect(acceptedCount > 0)
  }

  @Test(arguments: [UInt64(7), 0xBAD])
  func `random bytes never do more than be refused`(seed: UInt64) {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    var refusedCount = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if `JSON reader`.failure(bytes) != nil { refusedCount += 1 }
    }
    #expect(refusedCount > 4_900)
  }

  @Test func `keys made to collide do not slow the reader down`() throws {
    // Same length, same first, middle and last byte: all bits of the small check meet, and the large one has
    // its own seeded hash.
    let keys = (0..<16_384).map { index in
      let text = String(index + 100_000)
      return "k\(text)kk\(text)k"
    }
    let text = "{" + keys.map { #""\#($0)":0"# }.joined(separator: ",") + "}"
    let document = try JSONDocument(Array(text.utf8))
    #expect(document.root.count == 16_384)
    #expect(document.root[keys[16_383]]?.integer == 0)
  }
}
