internal import Values

/// Copies an answer of the exchange into ours: every field that is a number, a flag, an amount or a name, and
/// nothing that could be a sentence, which a model would read.
enum ReplyText {
  /// Deeper values are left out.
  private static let depthMax = 6
  /// Elements of a list, and members of an object, that are copied at most.
  private static let countMax = 1_000

  /// Writes the members of an object into the object that is open.
  static func writeMembers(of object: JSONValue, except names: Set<String> = [], to writer: inout JSONWriter)
  {
    writeMembers(object, except: names, depth: 0, to: &writer)
  }

  private static func writeMembers(
    _ object: JSONValue, except names: Set<String>, depth: Int, to writer: inout JSONWriter
  ) {
    for (key, value) in object.members.prefix(countMax) {
      guard isName(key), !names.contains(key), isHarmless(value, depth) else { continue }
      writer.key(key)
      write(value, depth: depth + 1, to: &writer)
    }
  }

  private static func write(_ value: JSONValue, depth: Int, to writer: inout JSONWriter) {
    switch value.kind {
    case .object:
      writer.beginObject()
      writeMembers(value, except: [], depth: depth, to: &writer)
      writer.endObject()
    case .array:
      writer.beginArray()
      for element in value.elements.prefix(countMax) where isHarmless(element, depth) {
        write(element, depth: depth + 1, to: &writer)
      }
      writer.endArray()
    default: writer.value(value)
    }
  }

  private static func isHarmless(_ value: JSONValue, _ depth: Int) -> Bool {
    switch value.kind {
    case .null, .boolean, .number: true
    case .string: value.string.map(isName) == true
    case .array, .object: depth < depthMax
    }
  }

  /// Names of symbols and states, ids, amounts: at most 64 letters, digits and `-_.:/`; or nothing at all.
  private static func isName(_ text: String) -> Bool {
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      guard count <= 64 else { return false }
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", "-", "_", ".", ":", "/": continue
      default:
        guard !scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
          return false
        }
      }
    }
    return true
  }
}
