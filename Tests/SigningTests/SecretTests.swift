import Testing

@testable import Signing

@Suite struct `A secret` {
  struct Holder {
    var name = "holder"
    var secret: Secret
  }

  @Test func `is not shown by anything that shows values`() {
    let text = "needle-in-a-haystack"
    let secret = SampleBytes.secret(text)
    let holder = Holder(secret: secret)
    var shown = "\(secret) \(holder) \(String(describing: [secret])) \(String(reflecting: holder))"
    dump(holder, to: &shown)
    dump(secret, to: &shown)
    for child in Mirror(reflecting: secret).children { shown += "\(child)" }
    #expect(shown.contains("<secret>"))
    #expect(!shown.contains("needle"))
    #expect(!shown.contains("0x"), "nor where it lies")
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }

  @Test func `holds what was written and no more`() {
    let secret = Secret(byteCountMax: 8) { output in
      for byte in "abc".utf8 { output.append(byte) }
    }
    #expect(secret.byteCount == 3)
    #expect(secret.withBytes { $0.count } == 3)
    #expect(secret.copy == Array("abc".utf8))
  }

  @Test func `loses the blanks around it`() {
    for (text, trimmed) in [("abc\n", "abc"), (" \t abc d\r\n\n", "abc d"), ("", ""), ("\n", ""), ("x", "x")]
    {
      #expect(SampleBytes.secret(text).trimmed().copy == Array(trimmed.utf8))
    }
  }

  @Test func `whose making fails throws what its maker threw`() {
    struct Mistake: Error {}
    #expect(throws: Mistake.self) {
      try Secret(byteCountMax: 4) { (output: inout OutputSpan<UInt8>) throws(Mistake) in
        output.append(1)
        throw Mistake()
      }
    }
  }

  @Test func `of random letters is new each time and of the exchange's form`() throws {
    var seen: Set<[UInt8]> = []
    var letters: Set<UInt8> = []
    for _ in 0..<200 {
      let text = try SecureRandom.text(letterCount: 64).copy
      #expect(text.count == 64)
      letters.formUnion(text)
      seen.insert(text)
    }
    #expect(seen.count == 200)
    #expect(letters == Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8))
  }

  @Test func `many at once are more than the locked heap holds, and none is lost`() {
    let secrets = (0..<300).map { number in
      SampleBytes.secret([UInt8](repeating: UInt8(number & 255), count: 8_192))
    }
    for (number, secret) in secrets.enumerated() {
      #expect(secret.copy == [UInt8](repeating: UInt8(number & 255), count: 8_192))
    }
  }
}

extension Secret {
  /// A copy for a test to look at.
  var copy: [UInt8] {
    withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }
}
