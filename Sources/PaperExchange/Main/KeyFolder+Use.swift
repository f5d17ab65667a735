import LinuxIO
import PaperRoutes
import Signing

/// What a server leaves in its folder for `fund`, and what that takes from there.
extension KeyFolder {
  /// The file in which a running exchange says where it is.
  static let place = "url"
  private static let placeByteCountMax = 256

  /// Accounts that the keys speak of; the first one always.
  var accountCount: Int { records.map(\.accountOrdinal).max() ?? 1 }

  /// Writes down where the exchange is.
  func note(url: String) throws(Refusal) {
    try note(Array(url.utf8), in: Self.place)
  }

  /// Leaves a file of mode 0600 beside the keys, for as long as the exchange runs.
  ///
  /// - Returns: its path.
  @discardableResult func note(_ bytes: [UInt8], in name: String) throws(Refusal) -> String {
    let folder = try Self.open(path)
    do throws(PrivateFailure) {
      try folder.replace(name, bytes.span, isDurable: false)
    } catch {
      throw Refusal(message: "cannot write \(path)/\(name): \(error)")
    }
    return "\(path)/\(name)"
  }

  /// Takes such a file away.
  func removeNote(_ name: String) {
    do throws(Refusal) {
      try Self.open(path).remove(name)
    } catch {
      // The folder is gone, and the note with it.
    }
  }

  /// Where the exchange is that was started with this folder last.
  func url() throws(Refusal) -> String {
    let folder = try Self.open(path)
    do throws(PrivateFailure) {
      let bytes = try folder.read(Self.place, byteCountMax: Self.placeByteCountMax)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      throw Refusal(
        message: "no exchange was started with --key-dir \(path) (\(error)); give its address with --url")
    }
  }

  /// What signs with a key.
  func signer(of record: KeyRecord) throws(Refusal) -> Signer {
    let secret = try secret(of: record)
    do throws(SigningFailure) {
      return try Signer(secret)
    } catch {
      throw Refusal(message: "\(secretPath(of: record)): \(error)")
    }
  }
}
