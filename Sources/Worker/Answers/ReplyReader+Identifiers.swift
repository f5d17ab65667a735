package import Catalog
package import Values

/// Ids, addresses and dates: longer and with more signs than a word, and still nothing that could be read as
/// a sentence.
extension ReplyReader {
  /// The longest id. Hashes of transactions have 64 to 128 characters.
  package static let identifierLengthMax = 128
  private static let partCountMax = 4

  /// An id that the exchange, a client of it or a chain has given.
  package func identifier(
    _ value: JSONValue?, _ place: @autoclosure () -> String
  ) throws(ToolFailure) -> String {
    guard let text = value?.string, Self.isIdentifier(text) else {
      throw unexpected(place(), "an identifier")
    }
    return text
  }

  /// The reference of a transaction.
  func reference(_ value: JSONValue?, _ place: @autoclosure () -> String) throws(ToolFailure) -> String {
    guard let text = value?.string, text.utf8.count <= Self.identifierLengthMax else {
      throw unexpected(place(), "a reference")
    }
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count <= Self.partCountMax, parts.allSatisfy({ Self.isIdentifier(String($0)) }),
      parts.count == 1 || !parts.contains("")
    else { throw unexpected(place(), "a reference") }
    return text
  }

  /// A date as the exchange's texts have them: digits, with the signs of dates between them.
  func timeText(_ value: JSONValue?, _ place: @autoclosure () -> String) throws(ToolFailure) -> String {
    guard let text = value?.string, text.utf8.count <= 32,
      text.utf8.allSatisfy({ byte in
        switch byte {
        case 0x30...0x39, 0x20, 0x2B, 0x2D, 0x2E, 0x3A, 0x54, 0x5A: true
        default: false
        }
      })
    else { throw unexpected(place(), "a date") }
    return text
  }

  /// ASCII letters, digits and the signs of ids and addresses; also nothing at all.
  package static func isIdentifier(_ text: String) -> Bool {
    text.utf8.count <= identifierLengthMax
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        // # + - . / : = @ _
        case 0x23, 0x2B, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x40, 0x5F: true
        default: false
        }
      }
  }
}
