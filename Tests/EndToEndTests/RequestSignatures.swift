import Foundation
import Testing

/// Signatures made anew, by openssl and not by the product, over the very bytes that were recorded.
struct RequestSignatures {
  /// The signatures that requests of one key ought to carry, as they stand in a request.
  static func expected(of requests: [RecordedRequest], key: PaperUnderTest.Key) throws -> [String] {
    let folder = try ScratchFolder()
    let payloads = try requests.enumerated().map { number, request in
      let payload = try #require(request.signed?.payload, "not signed: \(request.headLines)")
      return try folder.write(Data(payload.utf8), as: "payload-\(number)")
    }
    if payloads.isEmpty { return [] }
    guard key.kind == "hmac" else {
      return try payloads.map { file in
        let signing = try ProgramUnderTest(
          ThrowAwayAuthority.openssl, ["pkeyutl", "-sign", "-inkey", key.secretFile, "-rawin", "-in", file])
        guard try signing.waitForExit() == 0 else { throw EndToEndFailure.unreadable(signing.errorText) }
        let text = Data(signing.output).base64EncodedString()
        return text.replacingOccurrences(of: "+", with: "%2B").replacingOccurrences(of: "/", with: "%2F")
          .replacingOccurrences(of: "=", with: "%3D")
      }
    }
    let secret = try String(contentsOfFile: key.secretFile, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let signing = try ProgramUnderTest(
      ThrowAwayAuthority.openssl,
      ["dgst", "-sha256", "-mac", "HMAC", "-macopt", "key:\(secret)"] + payloads)
    guard try signing.waitForExit() == 0 else { throw EndToEndFailure.unreadable(signing.errorText) }
    // One line a file: HMAC-SHA2-256(NAME)= DIGITS
    return String(decoding: signing.output, as: UTF8.self).split(separator: "\n").map {
      String($0.split(separator: " ").last ?? "")
    }
  }
}
