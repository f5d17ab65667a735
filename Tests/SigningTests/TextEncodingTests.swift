import Testing

@testable import Signing

@Suite struct `Base64 and hexadecimal digits` {
  /// RFC 4648 §10.
  static let vectors = [
    ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
    ("foob", "Zm9vYg==", "666f6f62"), ("fooba", "Zm9vYmE=", "666f6f6261"),
    ("foobar", "Zm9vYmFy", "666f6f626172"),
  ]

  @Test(arguments: vectors) func `are those of RFC 4648`(_ row: (String, String, String)) {
    let bytes = Array(row.0.utf8)
    #expect(Base64.text(bytes) == row.1)
    #expect(Base64.decode(row.1) == bytes)
    #expect(Hexadecimal.text(bytes) == row.2)
    #expect(Hexadecimal.decode(row.2) == bytes)
    #expect(Hexadecimal.decode(row.2.uppercased()) == bytes)
  }

  @Test func `of every byte come back`() {
    for length in 0..<100 {
      let bytes = (0..<length).map { UInt8(($0 * 83 + length * 7) & 255) }
      #expect(Base64.decode(Base64.text(bytes)) == bytes)
      #expect(Hexadecimal.decode(Hexadecimal.text(bytes)) == bytes)
    }
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=Zg=", "Z=g=", "Zg==Zg==", "Zm9v\n", "Zm 9v", "Zm9-", "Zm9_",
    "====", "Zm9v====", "Zmé=", "Zg =",
  ]) func `in Base64 have one spelling`(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test(arguments: ["0", "0g", "0x00", " 0", "é", "00 ", "/0", ":0", "@0", "G0", "`0"])
  func `are hexadecimal digits and nothing else`(_ text: String) {
    #expect(Hexadecimal.decode(text) == nil)
  }

  @Test func `are compared over their whole length`() {
    let bytes: [UInt8] = [1, 2, 3]
    #expect(SampleBytes.isEqual(bytes, [1, 2, 3]))
    #expect(!SampleBytes.isEqual(bytes, [1, 2, 4]))
    #expect(!SampleBytes.isEqual(bytes, [0, 2, 3]))
    #expect(!SampleBytes.isEqual(bytes, [1, 2]))
    #expect(SampleBytes.isEqual([], []))
    #expect(!SampleBytes.isEqual([], bytes))
  }
}
