import Foundation

/// Recorded requests as text, every byte of them, so that a file can hold what was agreed.
///
/// Placeholders stand for what differs from run to run and is checked by itself: time stamps, signatures,
/// key ids, new client order ids, the version. Everything else is there as it was sent: a carriage return
/// is `\r`, and a backslash or a byte that is not visible ASCII is written so that two different requests
/// never look alike.
struct RequestRendering {
  let venue: RecordedVenue
  /// What `bulkhead --version` says.
  let version: String

  /// One request.
  ///
  /// - Parameter keepsIDs: whether client order ids stand as they are: those of an idempotency key are the
  ///   same in every run.
  func text(_ request: RecordedRequest, keepsIDs: Bool = false) -> String {
    var text = "> \(request.authority)\n"
    for byte in request.bytes {
      switch byte {
      case UInt8(ascii: "\r"): text += "\\r"
      case UInt8(ascii: "\n"): text += "\n"
      case UInt8(ascii: "\\"): text += "\\\\"
      case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\x" + String(byte, radix: 16)
      }
    }
    if let id = request.keyID {
      let purpose = venue.purpose(ofKey: id) ?? "a stranger"
      text = text.replacingOccurrences(of: "X-MBX-APIKEY: \(id)\\r", with: "X-MBX-APIKEY: <\(purpose)>\\r")
      // A signature of Ed25519 has characters that are percent-encoded, sometimes more and sometimes fewer.
      if purpose == "futures", let length = request.field("Content-Length") {
        text = text.replacingOccurrences(
          of: "Content-Length: \(length)\\r", with: "Content-Length: <of all>\\r")
      }
    }
    text = text.replacingOccurrences(
      of: "User-Agent: bulkhead/\(version)\\r", with: "User-Agent: bulkhead/<version>\\r")
    if let signed = request.signed {
      text = text.replacingOccurrences(of: "&signature=\(signed.signature)", with: "&signature=<signature>")
    }
    if let time = request.parameter("timestamp") {
      text = text.replacingOccurrences(of: "&timestamp=\(time)&", with: "&timestamp=<now>&")
      text = text.replacingOccurrences(of: "?timestamp=\(time)&", with: "?timestamp=<now>&")
    }
    if let since = request.parameter("startTime"), since == Self.midnight(before: request) {
      text = text.replacingOccurrences(of: "startTime=\(since)&", with: "startTime=<midnight>&")
    }
    if !keepsIDs {
      text = text.replacing(#/bh-[a-z2-7]{26}/#, with: "<new id>")
    }
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  /// The beginning of the day (UTC) of a request's time stamp.
  private static func midnight(before request: RecordedRequest) -> String? {
    guard let time = request.parameter("timestamp").flatMap({ Int($0) }) else { return nil }
    return String(time - time % 86_400_000)
  }

  /// What a client was told, without what depends on the market: that it worked, or why not.
  func text(_ answer: Answer, hasSent: Bool) -> String {
    if let code = answer.errorCode { return "= protocol error \(code): \(answer.errorMessage)\n" }
    guard answer.isToolError else { return "= success\n" }
    let code = (answer.failure["code"] as? Int).map { " \($0)" } ?? ""
    // Where nothing was sent the words say why.
    return "= \(answer.failureType)\(code)\(hasSent ? "" : ": \(answer.failureMessage)")\n"
  }
}
