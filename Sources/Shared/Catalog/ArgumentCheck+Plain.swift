public import Values

/// The answer for nearly every call, found on the text itself.
extension ArgumentCheck {
  /// Whether the arguments are right beyond doubt: then `check` would accept them too.
  ///
  /// For whoever only wants to know whether to pass them on. False says nothing: it may be an odd way to
  /// write what is right, and `check` decides. Nothing is decoded, and nothing allocated.
  ///
  /// - Parameter arguments: the object the client sent; nil for none.
  public static func isPlainlyRight(
    _ arguments: JSONPlace?, in text: Span<UInt8>, on tape: borrowing JSONTape, of tool: Tool
  ) -> Bool {
    let quick = tool.quick
    var given: UInt64 = 0
    if let arguments {
      guard arguments.kind == .object else { return false }
      let members = tape.memberIndexes(of: arguments)
      var index = members.lowerBound
      while index < members.upperBound {
        let member = tape.member(at: index)
        index = member.next
        guard member.isKeyPlain,
          let number = quick.index(ofParameter: text.extracting(member.key))
        else { return false }
        if member.value.kind == .null { continue }
        guard isPlainlyRight(member.value, in: text, on: tape, number, quick) else { return false }
        given |= 1 << UInt64(number)
      }
    }
    return quick.accepts(given: given)
  }

  private static func isPlainlyRight(
    _ value: JSONPlace, in text: Span<UInt8>, on tape: borrowing JSONTape, _ number: Int,
    _ quick: QuickTable
  ) -> Bool {
    switch quick.checks[number] {
    case .symbol: return isSymbol(value, text)
    case .symbols(let countMax):
      let elements = tape.elementIndexes(of: value)
      var (index, count) = (elements.lowerBound, 0)
      while index < elements.upperBound {
        let element = tape.place(at: index)
        guard isSymbol(element, text) else { return false }
        index = tape.indexAfter(element)
        count += 1
      }
      return count > 0 && count <= countMax
    case .choice:
      guard let inside = value.plainText else { return false }
      return quick.isChoice(text.extracting(inside), ofParameter: number)
    case .integer(let lowest, let highest):
      guard let integer = wholeNumber(value, text) else { return false }
      return integer >= lowest && integer <= highest
    case .boolean: return value.kind == .boolean
    case .undecided: return false
    }
  }

  /// A symbol as the exchange writes it, or with small letters, or with one separator between two parts.
  private static func isSymbol(_ value: JSONPlace, _ text: Span<UInt8>) -> Bool {
    guard let inside = value.plainText, !inside.isEmpty, inside.count <= Symbol.scalarCountMax else {
      return false
    }
    var separatorCount = 0
    for index in inside {
      switch text[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        break
      case UInt8(ascii: "/"), UInt8(ascii: "-"):
        separatorCount += 1
        if separatorCount > 1 || index == inside.lowerBound || index == inside.upperBound - 1 { return false }
      default:
        return false
      }
    }
    return true
  }

  /// A number that is written with digits only, and not so many that it could overflow.
  private static func wholeNumber(_ value: JSONPlace, _ text: Span<UInt8>) -> Int? {
    guard value.kind == .number, value.range.count <= 18 else { return nil }
    var number = 0
    for index in value.range {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }
}
