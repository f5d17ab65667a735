internal import Values
internal import Verification

/// The public keys of an issuer, as its JWKS document holds them (RFC 7517 §5).
///
/// It comes from a file that the operator put there. Nothing here fetches one: a process that reads clients'
/// bytes opens no connection, and a token could name any address.
public struct JSONWebKeySet: Sendable {
  /// Why a document is none.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as half a sentence.
    public let description: String
  }

  /// The most bytes of the document.
  public static let byteCountMax = 64 * 1024
  /// The most keys in it.
  public static let countMax = 64

  private var keys: [JSONWebKey] = []

  /// No keys: no token of an issuer is good.
  public init() {}

  /// Reads a document.
  ///
  /// - Throws: when it is not understood, when it has a private key or a shared secret, when two keys have
  ///   the same id and algorithm, or when none of them is of use.
  public init(_ bytes: [UInt8]) throws(Failure) {
    let limits = JSONLimits(
      byteCountMax: Self.byteCountMax, depthMax: 8, memberCountMax: 64, valueCountMax: 4_096,
      duplicateKeys: .refused)
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: limits)
    } catch {
      throw Failure(description: "it is not JSON: \(error)")
    }
    guard let values = document.root["keys"], values.kind == .array, values.count <= Self.countMax else {
      throw Failure(description: "it is not an object with at most \(Self.countMax) keys")
    }
    for value in values.elements {
      switch JSONWebKey.read(value) {
      case .key(let key):
        guard !keys.contains(where: { $0.id == key.id && $0.key.algorithm == key.key.algorithm }) else {
          throw Failure(description: "it has two keys of one id")
        }
        keys.append(key)
      case .another: continue
      case .faulty(let why): throw Failure(description: "it has \(why)")
      }
    }
    guard !keys.isEmpty else {
      throw Failure(description: "it has no key for RS256, ES256 or EdDSA")
    }
  }

  /// The key that judges a token; `nil` when there is none, or when the token names none and several would
  /// do.
  func key(_ algorithm: SignatureAlgorithm, id: String?) -> JSONWebKey? {
    let able = keys.filter { $0.key.algorithm == algorithm }
    guard let id else { return able.count == 1 ? able[0] : nil }
    return able.first { $0.id == id }
  }
}
