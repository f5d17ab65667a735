import Values

/// The envelope of a worker's answer, made fit for a line.
enum Envelope {
  /// Whether it can go out as it is.
  static func isFit(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 1, bytes[0] == UInt8(ascii: "{") else { return false }
    return bytes[bytes.count - 1] == UInt8(ascii: "}") && !LineSeparators.isPresent(in: bytes)
  }

  /// The envelope as one JSON object on one line; `nil` when it is not an object or cannot be read.
  ///
  /// It was validated when it came from the worker, so it is only searched for the few bytes that would break
  /// the line or hang a client. Only when one is found is it read and written again.
  static func onOneLine(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return nil }
    guard LineSeparators.isPresent(in: bytes.span) else { return bytes }
    do throws(JSONReader.Failure) {
      return LineSeparators.escaped(try JSONDocument(bytes, limits: .exchangeReply).root)
    } catch {
      return nil
    }
  }
}
