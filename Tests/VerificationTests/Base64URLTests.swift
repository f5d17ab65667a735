import Testing
import Verification

@Suite struct `Base64 of URLs` {
  /// RFC 4648 §10, without the padding, and RFC 7515 appendix C.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"),
  ]) func `published texts`(plain: String, encoded: String) {
    #expect(Base64URL.encode(Array(plain.utf8).span) == Array(encoded.utf8))
    #expect(Base64URL.decode(Array(encoded.utf8).span) == Array(plain.utf8))
  }

  @Test func `the two letters that differ from plain Base64`() {
    let bytes: [UInt8] = [3, 236, 255, 224, 193]
    #expect(Base64URL.encode(bytes.span) == Array("A-z_4ME".utf8))
    #expect(Base64URL.decode(Array("A-z_4ME".utf8).span) == bytes)
    #expect(Base64URL.decode(Array("A+z/4ME".utf8).span) == nil)
  }

  @Test(arguments: ["Z", "Zg=", "Zg==", "Zm8=", "Zh", "Zm9", "Zm9vY", "Z g", "Zg\n", " Zg", "Zm9vYh", "Zm9ö"])
  func `a text that nothing is written as is refused`(text: String) {
    #expect(Base64URL.decode(Array(text.utf8).span) == nil)
  }

  @Test func `every two letters are read by one text only`() {
    var texts: [[UInt8]: Int] = [:]
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        if let bytes = Base64URL.decode([first, second].span) { texts[bytes, default: 0] += 1 }
      }
    }
    #expect(texts.count == 256)
    #expect(texts.values.allSatisfy { $0 == 1 })
  }
}
