extension HTTPHeaders: Sequence {
  /// Goes through the fields in order, making strings of each.
  public struct Iterator: IteratorProtocol {
    private let headers: HTTPHeaders
    private var index = 0

    init(_ headers: HTTPHeaders) {
      self.headers = headers
    }

    /// The next field.
    public mutating func next() -> (name: String, value: String)? {
      guard index < headers.fields.count else { return nil }
      let field = headers.fields[index]
      index += 1
      return (headers.text(field.name), headers.text(field.value))
    }
  }

  /// The fields in order, names with the case they were given in.
  public func makeIterator() -> Iterator {
    Iterator(self)
  }

  /// At least this many elements follow: the exact count.
  public var underestimatedCount: Int { fields.count }
}

extension HTTPHeaders: Equatable {
  /// Same fields in the same order: names without case, values byte for byte.
  public static func == (one: HTTPHeaders, other: HTTPHeaders) -> Bool {
    guard one.fields.count == other.fields.count else { return false }
    let otherBytes = other.bytes.span
    for (field, otherField) in zip(one.fields, other.fields) {
      guard one.bytes.span.isSame(field.name, as: otherBytes.extracting(otherField.name)) else {
        return false
      }
      guard one.bytes[field.value] == other.bytes[otherField.value] else { return false }
    }
    return true
  }
}
