/// Where a client was in a stream: what it sends as `Last-Event-ID`.
struct EventID: Equatable {
  /// The most bytes of one.
  static let byteCountMax = 64

  /// The stream's name.
  let stream: String
  /// The event's number in it; 0 for the beginning.
  let number: Int

  /// Reads `NAME-NUMBER`; `nil` for anything else.
  init?(_ text: String) {
    guard text.utf8.count <= Self.byteCountMax, let dash = text.utf8.lastIndex(of: UInt8(ascii: "-")) else {
      return nil
    }
    let digits = text[text.utf8.index(after: dash)...]
    let name = text[..<dash]
    guard !name.isEmpty, !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
      let number = Int(digits)
    else { return nil }
    stream = String(name)
    self.number = number
  }
}
