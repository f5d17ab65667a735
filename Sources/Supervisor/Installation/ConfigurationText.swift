internal import Values

/// The text of a client's configuration file, with the places of its values.
struct ConfigurationText {
  /// The longest file that is read, in bytes: Claude Code keeps its projects and their history in the same
  /// file, which grows to megabytes.
  static let byteCountMax = 8 << 20

  private static let limits = JSONLimits(
    byteCountMax: byteCountMax, depthMax: 64, memberCountMax: 65_536, valueCountMax: 2_000_000,
    duplicateKeys: .refused)

  let mask: CommentMask
  private let tape: JSONTape
  /// The outermost object; `nil` when there is no value at all.
  let root: JSONPlace?

  /// The text as it is.
  var bytes: [UInt8] { mask.text }

  /// Reads a text. An empty one is good, as a file that a client has just made.
  init(_ bytes: [UInt8]) throws(ClientFileFailure.Reason) {
    let mask = try CommentMask(bytes)
    var tape = JSONTape()
    var root: JSONPlace?
    if !mask.isEmpty {
      do throws(JSONReader.Failure) {
        try tape.read(mask.plain.span, limits: Self.limits)
      } catch {
        throw .notJSON(error)
      }
      guard tape.root.kind == .object else { throw .notAnObject }
      root = tape.root
    }
    self.mask = mask
    self.tape = tape
    self.root = root
  }

  /// The members of an object, in their order.
  func members(of object: JSONPlace) -> [JSONPlace.Member] {
    let indexes = tape.memberIndexes(of: object)
    var members: [JSONPlace.Member] = []
    var index = indexes.lowerBound
    while index < indexes.upperBound {
      let member = tape.member(at: index)
      members.append(member)
      index = member.next
    }
    return members
  }

  /// The elements of an array, in their order.
  func elements(of array: JSONPlace) -> [JSONPlace] {
    let indexes = tape.elementIndexes(of: array)
    var elements: [JSONPlace] = []
    var index = indexes.lowerBound
    while index < indexes.upperBound {
      let element = tape.place(at: index)
      elements.append(element)
      index = tape.indexAfter(element)
    }
    return elements
  }

  /// The member of an object with this key.
  func member(_ key: String, of object: JSONPlace) -> JSONPlace.Member? {
    members(of: object).first { self.key(of: $0) == key }
  }

  /// A member's key.
  func key(of member: JSONPlace.Member) -> String {
    member.isKeyPlain
      ? String(decoding: bytes[member.key], as: UTF8.self)
      : string(member.key.lowerBound - 1..<member.key.upperBound + 1) ?? ""
  }

  /// The text of a string; `nil` for another value.
  func string(_ place: JSONPlace) -> String? {
    if let range = place.plainText { return String(decoding: bytes[range], as: UTF8.self) }
    return place.kind == .string ? string(place.range) : nil
  }

  private func string(_ range: Range<Int>) -> String? {
    value(in: range)?.string
  }

  /// The value in a range of the text.
  func value(of place: JSONPlace) -> JSON { value(in: place.range).map { JSON($0) } ?? .null }

  private func value(in range: Range<Int>) -> JSONValue? {
    do throws(JSONReader.Failure) {
      return try JSONDocument(Array(mask.plain[range]), limits: Self.limits).root
    } catch {
      // The range is that of a value which has been read already.
      return nil
    }
  }

  /// All that it says; `nil` for a text without a value.
  var whole: JSON? { root.map { value(of: $0) } }
}
