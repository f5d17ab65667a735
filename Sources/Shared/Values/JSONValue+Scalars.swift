extension JSONValue {
  /// The text of a string; escapes of lone surrogates become U+FFFD.
  public var string: String? { node.isString ? storage.text(of: node) : nil }

  /// The text of a number as it was written.
  public var numberText: String? {
    node.codeBits == JSONNode.Code.number.rawValue
      ? String(decoding: storage.bytes[byteRange], as: UTF8.self) : nil
  }

  /// The value of `true` or `false`.
  public var boolean: Bool? {
    switch JSONNode.Code(rawValue: node.codeBits) {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// A whole number that fits an `Int`. Digits only: neither 1.0 nor 1e3 is one, since whoever writes those
  /// means something else.
  public var integer: Int? {
    let node = node
    guard node.codeBits == JSONNode.Code.number.rawValue else { return nil }
    let text = storage.bytes
    let bytes = text.span
    let isNegative = bytes[node.offset] == UInt8(ascii: "-")
    var value = 0
    for index in (isNegative ? node.offset + 1 : node.offset)..<node.offset + node.length {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let (grown, overflow) = value.multipliedReportingOverflow(by: 10)
      // Gathered below zero, where there is one more number.
      let (next, nextOverflow) = grown.subtractingReportingOverflow(Int(digit))
      guard !overflow, !nextOverflow else { return nil }
      value = next
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// An amount: a string in plain notation, as the exchange writes money, or a number, read exactly from its
  /// text.
  public var decimal: ExactDecimal? {
    let node = node
    let bytes = storage.bytes
    do throws(ExactDecimal.Failure) {
      switch JSONNode.Code(rawValue: node.codeBits) {
      case .string:
        let start = node.contentStart
        return try ExactDecimal(utf8: bytes.span.extracting(start..<start + node.length))
      case .number:
        let span = bytes.span.extracting(node.offset..<node.offset + node.length)
        return try ExactDecimal(jsonNumberUTF8: span)
      default: return nil
      }
    } catch {
      // Which way it is not an amount is of no use to somebody who asks whether it is one.
      return nil
    }
  }

  /// Whether it is a string with exactly this text, compared in place.
  public func isString(_ text: String) -> Bool {
    let node = node
    let bytes = storage.bytes
    return node.isString && Self.isEqual(bytes.span, node, text.utf8Span.span)
  }
}

extension JSONStorage {
  /// The text of a string node.
  func text(of node: JSONNode) -> String {
    let range = node.contentStart..<node.contentStart + node.length
    if node.isEscaped {
      let bytes = bytes
      return String(decoding: JSONText.decoded(bytes.span, range), as: UTF8.self)
    }
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
