/// The address of a resource, or the pattern of many: `bulkhead://symbols/{symbol}/rules`.
///
/// Of RFC 6570 only the simple expansion `{name}`, one path segment each: whoever reads a pattern can see
/// what it matches.
public struct ResourcePattern: Sendable, Equatable {
  /// The most bytes of a variable's value, decoded.
  public static let valueByteCountMax = 256

  private enum Piece: Sendable, Equatable {
    case literal([UInt8])
    case variable(String)
  }

  /// The address or pattern as clients see it.
  public let text: String
  private let pieces: [Piece]

  /// Reads a pattern that the program composed.
  ///
  /// - Precondition: braces are in pairs, and a variable has a name.
  public init(_ text: String) {
    self.text = text
    var pieces: [Piece] = []
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      if open > rest.startIndex { pieces.append(.literal(Array(rest[..<open]))) }
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: UInt8(ascii: "}")), close > rest.startIndex else {
        preconditionFailure("a variable without a name or an end: \(text)")
      }
      pieces.append(.variable(String(decoding: rest[..<close], as: UTF8.self)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.literal(Array(rest))) }
    self.pieces = pieces
  }

  /// The names of the variables, in their order.
  public var variables: [String] {
    pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } }
  }

  /// Whether it stands for many addresses.
  public var isTemplate: Bool { !variables.isEmpty }

  /// What the variables stand for in an address; nil when it does not match.
  ///
  /// A value is one path segment, not empty, percent-decoded, at most `valueByteCountMax` bytes of UTF-8.
  public func values(in address: String) -> [String: String]? {
    let bytes = Array(address.utf8)
    var values: [String: String] = [:]
    var index = 0
    for piece in pieces {
      switch piece {
      case .literal(let literal):
        guard bytes[index...].starts(with: literal) else { return nil }
        index += literal.count
      case .variable(let name):
        let end = bytes[index...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        let segment = bytes[index..<(end ?? bytes.count)]
        guard !segment.isEmpty, let value = Self.decoded(segment) else { return nil }
        values[name] = value
        index = segment.endIndex
      }
    }
    return index == bytes.count ? values : nil
  }

  private static func decoded(_ segment: ArraySlice<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var index = segment.startIndex
    while index < segment.endIndex {
      var byte = segment[index]
      index += 1
      if byte == UInt8(ascii: "%") {
        guard segment.endIndex - index >= 2, let high = digit(segment[index]),
          let low = digit(segment[index + 1])
        else { return nil }
        byte = high << 4 | low
        index += 2
      }
      bytes.append(byte)
    }
    guard bytes.count <= valueByteCountMax else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
