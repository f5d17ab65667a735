import Values

/// What one call has for a parameter that a header repeats.
public struct MirroredArgument: Sendable {
  /// The header's name.
  public let header: String
  /// What the body has; nil when that is nothing, or nothing that a header could say.
  private let value: JSON?

  init(_ parameter: MirroredParameter, in arguments: JSONValue?) {
    header = parameter.header
    var found = arguments
    for key in parameter.path { found = found?[key] }
    value =
      switch found?.kind {
      case .string, .number, .boolean: found.map { JSON($0) }
      // The check of the arguments refuses a list or an object where one value belongs.
      case .null, .array, .object, nil: nil
      }
  }

  /// Whether a header says the same as the body, which it must, and is not there when the body has nothing.
  ///
  /// Texts are compared byte by byte: Swift takes two spellings of one letter for equal, and whoever routes
  /// by the header may not.
  ///
  /// - Parameter said: what the header says, out of its Base64; nil when there is no such header.
  public func agrees(with said: String?) -> Bool {
    guard let said else { return value == nil }
    switch value {
    case .string(let text): return said.utf8.elementsEqual(text.utf8)
    case .boolean(let isTrue): return said == (isTrue ? "true" : "false")
    case .number(let text): return Self.isSame(said, text)
    default: return false
    }
  }

  /// Whether two texts are the same number: `42.0` is `42` ("Server Validation").
  private static func isSame(_ said: String, _ text: String) -> Bool {
    do throws(ExactDecimal.Failure) {
      return try ExactDecimal(jsonNumber: said) == ExactDecimal(jsonNumber: text)
    } catch {
      // Too long to be taken for numbers.
      return said.utf8.elementsEqual(text.utf8)
    }
  }
}

extension ServerDescription {
  /// What headers have to say of a call's arguments: nothing, unless the tool marks some.
  ///
  /// - Parameters:
  ///   - tool: its name.
  ///   - body: the request.
  public func mirroredArguments(of tool: String, in body: [UInt8]) -> [MirroredArgument] {
    guard let parameters = answers.mirrored[tool] else { return [] }
    do throws(JSONReader.Failure) {
      let arguments = try JSONDocument(body, limits: .message).root["params"]?["arguments"]
      return parameters.map { MirroredArgument($0, in: arguments) }
    } catch {
      // A body that cannot be read is refused for that.
      return []
    }
  }
}
