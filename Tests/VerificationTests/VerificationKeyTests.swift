import Testing
import Verification

@Suite struct `Keys that judge signatures` {
  @Test(arguments: PublishedVectors.all) func `a published signature is accepted`(
    vector: PublishedVectors.Vector
  ) throws {
    let key = try #require(vector.key())
    let (signature, message) = (PublishedVectors.bytes(vector.signature), Array(vector.message.utf8))
    #expect(key.accepts(signature, of: message))
    #expect(key.accepts(signature, of: message), "a key judges more than once")
  }

  @Test(arguments: PublishedVectors.all) func `any other bit of signature or message is refused`(
    vector: PublishedVectors.Vector
  ) throws {
    let key = try #require(vector.key())
    let (signature, message) = (PublishedVectors.bytes(vector.signature), Array(vector.message.utf8))
    for index in signature.indices {
      var changed = signature
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(!key.accepts(changed, of: message))
    }
    for index in message.indices {
      var changed = message
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(!key.accepts(signature, of: changed))
    }
    for count in 0..<signature.count {
      #expect(!key.accepts(Array(signature[..<count]), of: message))
    }
    #expect(!key.accepts((signature + [0]), of: message))
    #expect(!key.accepts(([0] + signature), of: message))
    #expect(!key.accepts([UInt8](repeating: 0, count: signature.count), of: message))
  }

  @Test func `a key judges no signature of another kind`() throws {
    for judge in PublishedVectors.all {
      for vector in PublishedVectors.all where vector.source != judge.source {
        let key = try #require(judge.key())
        let (signature, message) = (PublishedVectors.bytes(vector.signature), Array(vector.message.utf8))
        #expect(!key.accepts(signature, of: message))
      }
    }
  }

  /// What a verifier once took that did not look: R and S zero (CVE-2022-21449).
  @Test func `a signature of zeros or of the group's order is none`() throws {
    let key = try #require(PublishedVectors.all[1].key())
    let order: [UInt8] = [
      0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA,
      0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]
    let zeros = [UInt8](repeating: 0, count: 32)
    let message = Array(PublishedVectors.all[1].message.utf8)
    for (r, s) in [(zeros, zeros), (order, order), (zeros, order), (order, zeros)] {
      #expect(!key.accepts((r + s), of: message))
    }
  }

  @Test func `an RSA key that is too short, too long or even is refused`() {
    let modulus = PublishedVectors.bytes(PublishedVectors.rsaModulus)
    let exponent = PublishedVectors.bytes("AQAB")
    #expect(VerificationKey(rsaModulus: modulus, exponent: exponent) != nil)
    #expect(VerificationKey(rsaModulus: [0] + modulus, exponent: [0] + exponent) != nil)
    #expect(VerificationKey(rsaModulus: Array(modulus.suffix(128)), exponent: exponent) == nil)
    #expect(VerificationKey(rsaModulus: [UInt8](repeating: 0xFF, count: 1_025), exponent: exponent) == nil)
    #expect(VerificationKey(rsaModulus: modulus.dropLast() + [0xA0], exponent: exponent) == nil)
    #expect(VerificationKey(rsaModulus: [], exponent: exponent) == nil)
    for wrong: [UInt8] in [[], [0], [1], [2], [1, 0, 0, 0, 1]] {
      #expect(VerificationKey(rsaModulus: modulus, exponent: wrong) == nil)
    }
  }

  @Test func `a point that is not on the curve is no key`() {
    let (x, y) = (
      PublishedVectors.bytes(PublishedVectors.pointX), PublishedVectors.bytes(PublishedVectors.pointY)
    )
    #expect(VerificationKey(p256X: x, y: y) != nil)
    #expect(VerificationKey(p256X: y, y: x) == nil)
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(VerificationKey(p256X: zeros, y: zeros) == nil)
    #expect(VerificationKey(p256X: x, y: Array(y.dropLast())) == nil)
    #expect(VerificationKey(p256X: [0] + x, y: [0] + y) == nil)
    #expect(VerificationKey(ed25519: Array(x.dropLast())) == nil)
    #expect(VerificationKey(ed25519: []) == nil)
  }
}
