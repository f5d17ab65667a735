extension JSONWriter {
  /// Makes room for so many more bytes at once: without it, room for a long part is made by doubling, and
  /// what is written behind it may have it all copied once more.
  public mutating func reserve(byteCount: Int) {
    append { $0.reserveCapacity($0.count + byteCount) }
  }

  /// Appends part of a value as it is, without a comma: for whoever has the parts of a message that never
  /// change as bytes.
  ///
  /// The parts must make up one value between them, begun with `raw`; nothing checks that here.
  public mutating func splice(_ part: [UInt8]) {
    append { $0.append(contentsOf: part) }
  }

  /// Appends part of a value as it is, without a comma.
  public mutating func splice(_ part: Span<UInt8>) {
    append { $0.append(copying: part) }
  }

  /// Appends a JSON text as one JSON string, without a comma.
  public mutating func spliceEmbedded(_ json: Span<UInt8>) {
    append { JSONEscaping.appendString(json, to: &$0) }
  }

  /// Writes a value of a document without decoding it: its bytes, with line separators escaped and white
  /// space between values dropped.
  public mutating func value(_ value: JSONValue) {
    separate()
    let isCompact = value.storage.summary.isCompact
    append { bytes in
      if isCompact {
        bytes.append(contentsOf: value.rawBytes)
      } else {
        let text = value.storage.bytes
        JSONEscaping.appendCompacted(text.span, value.byteRange, to: &bytes)
      }
    }
  }

  /// Writes a value that the program composed. Recurses as deep as the value.
  public mutating func value(_ value: JSON) {
    switch value {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .number(let text): number(text: text)
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        self.value(member.value)
      }
      endObject()
    }
  }

  /// Writes one value that is already valid compact JSON.
  public mutating func raw(_ json: ArraySlice<UInt8>) {
    separate()
    append { $0.append(contentsOf: json) }
  }

  /// Writes one value that is already valid compact JSON.
  public mutating func raw(_ json: [UInt8]) {
    raw(json[...])
  }

  /// Writes one value that is already valid compact JSON.
  public mutating func raw(_ json: some Sequence<UInt8>) {
    separate()
    append { $0.append(contentsOf: json) }
  }

  /// Writes the bytes of a JSON text as one JSON string, as an answer needs that carries its content both
  /// ways.
  ///
  /// - Precondition: the text is UTF-8, which valid JSON is.
  public mutating func embedded(_ json: ArraySlice<UInt8>) {
    separate()
    append { JSONEscaping.appendString(json.span, to: &$0) }
  }

  /// Writes the bytes of a JSON text as one JSON string.
  ///
  /// - Precondition: the text is UTF-8, which valid JSON is.
  public mutating func embedded(_ json: [UInt8]) {
    separate()
    append { JSONEscaping.appendString(json.span, to: &$0) }
  }
}
