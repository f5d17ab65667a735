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
  func note(url: String) throws(StateKeeper.Refusal) {
    do throws(PrivateFailure) {
      try folder.replace(Self.place, Array(url.utf8).span)
    } catch {
      throw StateKeeper.Refusal(message: "cannot write \(path)/\(Self.place): \(error)")
    }
  }

  /// Where the exchange is that was started with this folder last.
  func url() throws(Refusal) -> String {
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
