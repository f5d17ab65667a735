import PaperRoutes
import Signing

/// A key that is to be made.
struct KeyPlan {
  var kind = SignatureKind.hmac
  var rights = KeyFolder.tradingRights
  var accountOrdinal = 1
  /// Where it may be used from; empty means everywhere.
  var addresses: [String] = []
  /// Encrypts a private key; an HMAC secret has no such form.
  var passphrase: Secret?

  /// A new secret of random numbers as its file holds it, and the public half in PEM.
  func makeSecret(rsaBitCount: Int) throws(SigningFailure) -> (secret: Secret, publicKey: String?) {
    let key: PrivateKey
    switch kind {
    case .hmac: return (try SecureRandom.text(letterCount: 64), nil)
    case .ed25519: key = try PrivateKey.generateEd25519()
    case .rsa: key = try PrivateKey.generateRSA(bitCount: rsaBitCount)
    }
    return (try key.pem(passphrase: passphrase), String(decoding: try key.publicPEM(), as: UTF8.self))
  }
}
