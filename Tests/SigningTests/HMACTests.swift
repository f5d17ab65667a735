import Testing

@testable import Signing

@Suite struct `HMAC with SHA-256` {
  /// RFC 4231 §4, with the count of repetitions where the RFC writes one byte many times. Case 5 is cut to
  /// 128 bits there.
  static let vectors: [(key: String, keyCount: Int, message: String, messageCount: Int, code: String)] = [
    ("0b", 20, "4869205468657265", 1, "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (
      "4a656665", 1, "7768617420646f2079612077616e7420666f72206e6f7468696e673f", 1,
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    ("aa", 20, "dd", 50, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    (
      "0102030405060708090a0b0c0d0e0f10111213141516171819", 1, "cd", 50,
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    ("0c", 20, "546573742057697468205472756e636174696f6e", 1, "a3b6167473100ee06e0c796c2955552b"),
    (
      "aa", 131,
      "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
      1, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      "aa", 131,
      "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e"
        + "642061206c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f206265"
        + "20686173686564206265666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e",
      1,
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test(arguments: vectors.indices) func `gives the codes of RFC 4231`(_ index: Int) throws {
    let row = Self.vectors[index]
    let key = SampleBytes.hexadecimal(String(repeating: row.key, count: row.keyCount))
    let message = SampleBytes.hexadecimal(String(repeating: row.message, count: row.messageCount))
    let hmac = try HMACSHA256(SampleBytes.secret(key))
    for _ in 0..<3 {
      hmac.update(message.span)
      #expect(Hexadecimal.text(hmac.finish()).hasPrefix(row.code))
    }
  }

  @Test func `a message in pieces has the code of the whole`() throws {
    let hmac = try HMACSHA256(SampleBytes.secret("Jefe"))
    let message = Array("what do ya want for nothing?".utf8)
    hmac.update(message.span)
    let whole = hmac.finish()
    for first in 0...message.count {
      for second in first...message.count {
        for part in [message[..<first], message[first..<second], message[second...]] {
          hmac.update(Array(part).span)
        }
        #expect(hmac.finish() == whole)
      }
    }
  }

  @Test func `a wrong bit of the code, the message or the key is refused`() throws {
    let hmac = try HMACSHA256(SampleBytes.secret("Jefe"))
    let message = Array("symbol=BTCUSDT&timestamp=1".utf8)
    let verifier = Verifier.hmac(hmac)
    hmac.update(message.span)
    let code = hmac.finish()
    #expect(verifier.isValid(code, of: message))
    for bit in 0..<code.count * 8 {
      var wrong = code
      wrong[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!verifier.isValid(wrong, of: message))
    }
    for bit in 0..<message.count * 8 {
      var wrong = message
      wrong[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!verifier.isValid(code, of: wrong))
    }
    #expect(!verifier.isValid(Array(code.dropLast()), of: message))
    #expect(!verifier.isValid([], of: message))
    let other = Verifier.hmac(try HMACSHA256(SampleBytes.secret("Jefd")))
    #expect(!other.isValid(code, of: message))
  }

  @Test func `a message of no pieces is the empty message`() throws {
    let hmac = try HMACSHA256(SampleBytes.secret("Jefe"))
    let first = hmac.finish()
    #expect(hmac.finish() == first)
    hmac.update(Span())
    #expect(hmac.finish() == first)
  }

  @Test func `an empty secret is no key`() {
    #expect(throws: SigningFailure.emptySecret) { try HMACSHA256(SampleBytes.secret("")) }
    #expect(throws: SigningFailure.emptySecret) { try Signer(SampleBytes.secret(" \n")) }
  }
}
