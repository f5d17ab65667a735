package import Catalog
package import Values

extension ReplyReader {
  /// Writes the value of one column after checking it.
  package func write(
    _ value: JSONValue?, as column: Column, _ place: @autoclosure () -> String, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    if column.isOptional, value?.isNull ?? true {
      writer.null()
      return
    }
    switch column.content {
    case .wordOrNothing where value?.string == "": writer.string("")
    case .identifier: writer.string(try identifier(value, place()))
    case .reference: writer.string(try reference(value, place()))
    case .timeText: writer.string(try timeText(value, place()))
    case .word, .wordOrNothing:
      if let value, value.kind == .string, Self.isPlainWord(value.rawBytes) {
        writer.value(value)
        return
      }
      guard let text = value?.string, Self.isWord(text) else { throw unexpected(place(), "a name") }
      writer.string(text)
    case .amountOrNothing where value?.string == "": writer.null()
    case .amount, .amountOrNothing:
      guard let value, value.kind == .string, value.decimal != nil else {
        throw unexpected(place(), "an amount")
      }
      writer.value(value)
    case .integer:
      writer.number(try integer(value, place()))
    case .boolean:
      guard let boolean = value?.boolean else { throw unexpected(place(), "true or false") }
      writer.boolean(boolean)
    }
  }

  /// Writes an exchange's object as an object with these columns as members.
  package func writeObject(
    _ object: JSONValue, _ columns: [Column], to writer: inout JSONWriter
  ) throws(ToolFailure) {
    writer.beginObject()
    for column in columns {
      writer.key(column.key)
      try write(object[column.source], as: column, column.source, to: &writer)
    }
    writer.endObject()
  }

  /// Writes an exchange's object as a row of these columns.
  package func writeRow(
    _ object: JSONValue, _ columns: [Column], index: Int, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    writer.beginArray()
    for column in columns {
      try write(object[column.source], as: column, "\(column.source) of row \(index)", to: &writer)
    }
    writer.endArray()
  }

  /// Writes the names of the columns.
  package func writeHeader(_ columns: [Column], to writer: inout JSONWriter) {
    writer.key("columns")
    writer.beginArray()
    for column in columns { writer.string(column.name) }
    writer.endArray()
  }
}
