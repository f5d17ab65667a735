import Values

/// The members of a JSON object that a method reads, each with its type checked and `null` taken as absent.
struct Parameters {
  /// The object; `nil` stands for an empty one.
  let object: JSONValue?
  /// Where the object is, for messages: `params`.
  let path: String

  /// The object as it came; `{}` when there is none.
  var bytes: [UInt8] { object.map { Array($0.rawBytes) } ?? Array("{}".utf8) }

  /// A member that may be absent.
  ///
  /// - Throws: `MCPError` when it is there with another type.
  func optional(_ name: String, _ kind: JSONValue.Kind) throws(MCPError) -> JSONValue? {
    guard let value = object?[name], !value.isNull else { return nil }
    guard value.kind == kind else {
      throw .invalidParams(.wrongType(field: "\(path).\(name)", expected: kind, found: value.kind))
    }
    return value
  }

  /// A member that has to be there.
  ///
  /// - Throws: `MCPError` when it is absent or of another type.
  func required(_ name: String, _ kind: JSONValue.Kind) throws(MCPError) -> JSONValue {
    guard let value = try optional(name, kind) else {
      throw .invalidParams(.missing(field: "\(path).\(name)"))
    }
    return value
  }

  /// Whether a member is there and true.
  ///
  /// - Throws: `MCPError` when it is of another type.
  func isTrue(_ name: String) throws(MCPError) -> Bool {
    try optional(name, .boolean)?.boolean == true
  }

  /// A text that has to be there and is short, because it will be repeated in an answer.
  ///
  /// - Throws: `MCPError` when it is absent, of another type, or longer than `byteCountMax` as JSON text.
  func requiredText(_ name: String, byteCountMax: Int) throws(MCPError) -> String {
    let value = try required(name, .string)
    guard value.rawBytes.count <= byteCountMax, let text = value.string else {
      throw .invalidParams(.tooLong(field: "\(path).\(name)", byteCountMax: byteCountMax))
    }
    return text
  }
}
