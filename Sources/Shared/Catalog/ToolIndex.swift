import Values

/// Finds a tool by the bytes of its name, without making a `String` of them and without hashing: tools whose
/// names have so many bytes are a few each.
public struct ToolIndex: Sendable {
  private let tools: [Tool]
  private let names: [[UInt8]]
  private var numbersByByteCount: [[Int]] = []

  /// An index of these tools; the first of equal names counts.
  public init(_ tools: [Tool]) {
    self.tools = tools
    names = tools.map { Array($0.name.utf8) }
    for number in names.indices {
      let byteCount = names[number].count
      while numbersByByteCount.count <= byteCount { numbersByByteCount.append([]) }
      numbersByByteCount[byteCount].append(number)
    }
  }

  /// The tool of that name.
  public func tool(utf8 name: Span<UInt8>) -> Tool? {
    number(utf8: name).map { tools[$0] }
  }

  /// The number of the tool of that name, in the order they were given.
  public func number(utf8 name: Span<UInt8>) -> Int? {
    guard name.count < numbersByByteCount.count else { return nil }
    let numbers = numbersByByteCount[name.count]
    for index in numbers.indices where name.isEqual(to: names[numbers[index]]) { return numbers[index] }
    return nil
  }

  /// The tool of that number.
  public subscript(number: Int) -> Tool { tools[number] }
}
