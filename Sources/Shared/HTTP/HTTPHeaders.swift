/// The fields of a message, in order, names compared without case.
///
/// One block of bytes and offsets into it: what was received is kept as it came, and becomes a `String` only
/// when somebody asks. Values are decoded as UTF-8; bytes that are not UTF-8 become U+FFFD.
public struct HTTPHeaders: Sendable {
  /// The bytes that the offsets point into. A received head is kept whole, start line included.
  var bytes: [UInt8]
  var fields: [HTTPField]

  /// No fields.
  public init() {
    bytes = []
    fields = []
  }

  /// The fields given, in their order.
  public init(_ pairs: [(name: String, value: String)]) {
    self.init()
    fields.reserveCapacity(pairs.count)
    for pair in pairs { append(pair.name, pair.value) }
  }

  init(unchecked bytes: [UInt8], fields: [HTTPField]) {
    self.bytes = bytes
    self.fields = fields
  }

  /// Number of field lines.
  public var count: Int { fields.count }

  /// Adds one field at the end; an existing one of the same name stays.
  ///
  /// Takes any text: it is the writer that refuses a name or value which would break out of its line.
  public mutating func append(_ name: String, _ value: String) {
    let start = bytes.count
    bytes.append(contentsOf: name.utf8)
    let middle = bytes.count
    bytes.append(contentsOf: value.utf8)
    fields.append(HTTPField(name: start..<middle, value: middle..<bytes.count))
  }

  /// The value of the first field of this name.
  public subscript(name: String) -> String? {
    guard let field = first(name) else { return nil }
    return text(field.value)
  }

  /// The values of all fields of this name, in order; not split at commas.
  public func values(for name: String) -> [String] {
    let span = bytes.span
    let wanted = name.utf8.span
    var values: [String] = []
    for field in fields where span.isSame(field.name, as: wanted) { values.append(text(field.value)) }
    return values
  }

  /// The first value of this name as a number; `nil` when it is absent or is not plain decimal digits that
  /// fit an `Int`.
  ///
  /// Makes no `String`: the used weight and order counts are read from every reply.
  public func integer(named name: String) -> Int? {
    guard let field = first(name) else { return nil }
    return bytes.span.decimal(field.value)
  }

  /// Whether a field of this name exists.
  public func contains(_ name: String) -> Bool {
    first(name) != nil
  }

  /// Whether any field of this name has `token` in its comma-separated list, compared without case.
  public func contains(_ name: String, token: String) -> Bool {
    let span = bytes.span
    let wanted = name.utf8.span
    for field in fields where span.isSame(field.name, as: wanted) {
      if span.hasListMember(field.value, token.utf8.span) { return true }
    }
    return false
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func first(_ name: String) -> HTTPField? {
    let span = bytes.span
    let wanted = name.utf8.span
    for field in fields where field.nameByteCount == wanted.count {
      if span.isSame(field.name, as: wanted) { return field }
    }
    return nil
  }
}
