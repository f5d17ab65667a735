package import Catalog
package import Values

/// Reads an exchange's answer field by field and refuses what its documents do not describe.
///
/// Nothing of the exchange reaches a client unchecked: amounts must be decimals and words must be words,
/// because a string that is neither is text that a model would read.
package struct ReplyReader {
  /// What was asked, for the message.
  package let endpoint: Endpoint

  /// A reader of answers to this endpoint.
  package init(endpoint: Endpoint) {
    self.endpoint = endpoint
  }

  /// The failure for an answer that is not what the documents describe. It may be a passing fault of a host
  /// in between, so asking again is worth it.
  package func unexpected(_ place: String, _ expectation: String) -> ToolFailure {
    ToolFailure(
      kind: .binanceAPIError,
      message:
        "the answer to \(endpoint.method) \(endpoint.path) is not as documented: "
        + "\(place) is not \(expectation)",
      isRetryable: true,
      suggestion: "Try again; if it stays so, check that the base URL is the exchange's.",
      details: [("endpoint", .string(endpoint.path)), ("place", .string(place))])
  }

  package func object(_ value: JSONValue, _ place: String = "the answer") throws(ToolFailure) -> JSONValue {
    guard value.kind == .object else { throw unexpected(place, "an object") }
    return value
  }

  package func array(_ value: JSONValue?, _ place: String = "the answer") throws(ToolFailure) -> JSONValue {
    guard let value, value.kind == .array else { throw unexpected(place, "an array") }
    return value
  }

  /// A string or number that is exactly a decimal, in the exchange's own text.
  package func amount(_ value: JSONValue?, _ place: String) throws(ToolFailure) -> JSONValue {
    guard let value, value.kind == .string, value.decimal != nil else { throw unexpected(place, "an amount") }
    return value
  }

  package func decimal(_ value: JSONValue?, _ place: String) throws(ToolFailure) -> ExactDecimal {
    guard let value, value.kind == .string, let decimal = value.decimal else {
      throw unexpected(place, "an amount")
    }
    return decimal
  }

  /// The largest whole number that every JSON library reads exactly (2^53 - 1). Ids and times of the exchange
  /// are far below it, and what is computed from one that is not more cannot overflow.
  package static let integerMax = 9_007_199_254_740_991

  package func integer(_ value: JSONValue?, _ place: @autoclosure () -> String) throws(ToolFailure) -> Int {
    guard let integer = value?.integer, integer.magnitude <= Self.integerMax else {
      throw unexpected(place(), "a whole number")
    }
    return integer
  }

  package func boolean(_ value: JSONValue?, _ place: String) throws(ToolFailure) -> Bool {
    guard let boolean = value?.boolean else { throw unexpected(place, "true or false") }
    return boolean
  }

  /// The name of a symbol, an asset, a state, a permission or an order type: short, and nothing in it that
  /// could be more than a name.
  package func word(_ value: JSONValue?, _ place: String) throws(ToolFailure) -> String {
    guard let text = value?.string, Self.isWord(text) else { throw unexpected(place, "a name") }
    return text
  }

  /// Whether a string in its quotes is a word that `isWord` would let pass, of ASCII only and without
  /// escapes; makes no `String` of it.
  package static func isPlainWord(_ quoted: ArraySlice<UInt8>) -> Bool {
    guard (3...42).contains(quoted.count) else { return false }
    for byte in quoted.dropFirst().dropLast() {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: continue
      default: return false
      }
    }
    return true
  }

  /// Letters, digits and underscores, at most 40; letters of other scripts too, since symbols have them.
  package static func isWord(_ text: String) -> Bool {
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      guard count <= 40 else { return false }
      if scalar.isASCII {
        switch scalar {
        case "A"..."Z", "a"..."z", "0"..."9", "_": continue
        default: return false
        }
      }
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return false }
    }
    return count > 0
  }
}
