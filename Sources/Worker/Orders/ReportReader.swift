internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// Reads the exchange's answers about orders, strictly, and writes what is passed on.
struct ReportReader {
  let reader: ReplyReader

  init(_ endpoint: Endpoint) {
    reader = ReplyReader(endpoint: endpoint)
  }

  /// Writes the members of an object that are there; the braces are the caller's.
  func writeMembers(
    of object: JSONValue, _ fields: [ReportField], to writer: inout JSONWriter
  ) throws(ToolFailure) {
    guard let object = JSONObject(object) else { throw reader.unexpected("the order", "an object") }
    for field in fields {
      guard let value = try value(of: field, in: object) else { continue }
      writer.key(field.key)
      try write(value, field, to: &writer)
    }
  }

  /// Writes an object as a row of these fields, with `null` for what is not there.
  func writeRow(
    _ object: JSONValue, _ fields: [ReportField], to writer: inout JSONWriter
  ) throws(ToolFailure) {
    writer.beginArray()
    let object = JSONObject(object)
    for field in fields {
      if let object, let value = try value(of: field, in: object) {
        try write(value, field, to: &writer)
      } else if field.isRequired {
        throw reader.unexpected(field.name, "there")
      } else {
        writer.null()
      }
    }
    writer.endArray()
  }

  /// Writes the names of the columns.
  func writeHeader(_ fields: [ReportField], to writer: inout JSONWriter) {
    writer.key("columns")
    writer.beginArray()
    for field in fields { writer.string(field.name) }
    writer.endArray()
  }

  /// A member, `nil` when it is absent: `null`, and the empty text that conditional orders have for amounts
  /// that do not apply.
  private func value(of field: ReportField, in object: JSONObject) throws(ToolFailure) -> JSONValue? {
    let value = object[field.key]
    if let value, !value.isNull, field.isRequired || !value.isString("") { return value }
    guard !field.isRequired else { throw reader.unexpected(field.name, "there") }
    return nil
  }

  private func write(
    _ value: JSONValue, _ field: ReportField, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    switch field.content {
    // What is plain is passed on as it stands.
    case .word where value.kind == .string && ReplyReader.isPlainWord(value.rawBytes): writer.value(value)
    case .word: writer.string(try reader.word(value, field.name))
    case .clientID where value.kind == .string && ClientOrderID.isValid(quoted: value.rawBytes):
      writer.value(value)
    case .clientID: writer.string(try clientID(value, field.name))
    case .amount: writer.value(try reader.amount(value, field.name))
    case .integer: writer.number(try reader.integer(value, field.name))
    case .boolean: writer.boolean(try reader.boolean(value, field.name))
    }
  }

  /// A client order id. Orders that were made elsewhere may have any, so its characters are looked at.
  func clientID(_ value: JSONValue?, _ place: String) throws(ToolFailure) -> String {
    guard let text = value?.string, ClientOrderID.isValid(text) else {
      throw reader.unexpected(place, "a client order id")
    }
    return text
  }
}
