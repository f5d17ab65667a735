import Testing
import Values

/// Takes what leaves a session apart: whole lines, each one JSON value, none with a byte that ends a line
/// elsewhere.
enum LineCheck {
  static func lines(of bytes: [UInt8]) -> [JSON] {
    guard !bytes.isEmpty else { return [] }
    guard bytes.last == UInt8(ascii: "\n") else {
      Issue.record("the last line is not ended")
      return []
    }
    return bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).compactMap
    {
      do {
        let document = try JSONDocument(Array($0), limits: .exchangeReply)
        if document.summary.hasRawNewline || document.summary.hasRawLineSeparator {
          Issue.record("a raw line separator in \(String(decoding: $0, as: UTF8.self))")
        }
        return JSON(document.root)
      } catch {
        Issue.record("not JSON (\(error)): \(String(decoding: $0.prefix(300), as: UTF8.self))")
        return nil
      }
    }
  }
}
