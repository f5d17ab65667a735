internal import Values

/// Puts an entry into a text, or takes it out, by changes at the right places: every byte that is not part of
/// the entry stays, comments among them.
///
/// Encoding the whole file anew would be simpler, and would lose comments, the order of keys, the layout, and
/// numbers that are not what they seem.
struct EntryEditor {
  let text: ConfigurationText
  private let layout: TextLayout

  init(_ text: ConfigurationText) {
    self.text = text
    layout = TextLayout(text)
  }

  private var bytes: [UInt8] { text.bytes }

  /// The changes that put an entry in; none when it is there already as it should be.
  ///
  /// An entry of ours of that name keeps what else is in it (environment, approvals); program and arguments
  /// are exchanged.
  func changes(
    putting entry: ServerEntry, for client: ClientKind
  ) throws(ClientFileFailure.Reason) -> [TextChange] {
    let members = entry.members(for: client)
    guard let root = text.root else { return [wholeText(entry.whole(for: client))] }
    guard let list = text.member(client.listKey, of: root) else {
      let list = JSON.object([JSON.Member(key: entry.name, value: .object(members))])
      return insertion([JSON.Member(key: client.listKey, value: list)], into: root)
    }
    guard list.value.kind == .object else { throw .listIsNoObject(client.listKey) }
    guard let present = text.member(entry.name, of: list.value) else {
      return insertion([JSON.Member(key: entry.name, value: .object(members))], into: list.value)
    }
    guard isOurs(present.value) else { throw .nameTaken(entry.name) }
    return changes(of: present.value, to: members)
  }

  /// The changes that take an entry out.
  func changes(
    removing name: String, for client: ClientKind
  ) throws(ClientFileFailure.Reason) -> [TextChange] {
    guard let list = text.root.flatMap({ text.member(client.listKey, of: $0) }),
      list.value.kind == .object, let present = text.member(name, of: list.value)
    else { throw .nothingToRemove(name) }
    guard isOurs(present.value) else { throw .notOurs(name) }
    return removal(of: present, from: list.value)
  }

  /// Whether an entry starts a program of ours.
  func isOurs(_ entry: JSONPlace) -> Bool {
    guard entry.kind == .object, let command = text.member("command", of: entry),
      let path = text.string(command.value), text.member("url", of: entry) == nil
    else { return false }
    return path.split(separator: "/").last.map { String($0) } == ServerEntry.usualName
  }

  private func wholeText(_ value: JSON) -> TextChange {
    var end = bytes.count
    while end > 0, TextByte.isWhitespace(bytes[end - 1]) { end -= 1 }
    let hasOnlyMark = end == 0 || bytes[..<end].elementsEqual(TextByte.mark)
    return TextChange(
      end..<bytes.count,
      (hasOnlyMark ? "" : layout.newline) + layout.value(value, indent: "") + layout.newline)
  }

  private func changes(of entry: JSONPlace, to members: [JSON.Member]) -> [TextChange] {
    var changes: [TextChange] = []
    var missing: [JSON.Member] = []
    for wanted in members {
      guard let present = text.member(wanted.key, of: entry) else {
        missing.append(wanted)
        continue
      }
      if text.value(of: present.value) == wanted.value { continue }
      let indent = layout.indent(ofLineWith: present.key.lowerBound)
      changes.append(TextChange(present.value.range, layout.value(wanted.value, indent: indent)))
    }
    if !missing.isEmpty { changes += insertion(missing, into: entry) }
    return changes.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func insertion(_ added: [JSON.Member], into object: JSONPlace) -> [TextChange] {
    let close = object.range.upperBound - 1
    var place = close
    while TextByte.isWhitespace(bytes[place - 1]) { place -= 1 }
    let members = text.members(of: object)
    var changes: [TextChange] = []
    var hasTrailingComma = false
    if let last = members.last {
      hasTrailingComma = comma(after: last.value.range.upperBound) != nil
      if !hasTrailingComma {
        let end = last.value.range.upperBound
        changes.append(TextChange(end..<end, ","))
      }
    }
    if layout.isOneLine {
      let space = layout.isSpaced && !members.isEmpty ? " " : ""
      let words = added.map { layout.member($0, indent: "") }.joined(separator: layout.isSpaced ? ", " : ",")
      return changes + [TextChange(place..<place, space + words)]
    }
    let own = layout.indent(ofLineWith: object.range.lowerBound)
    let first = members.first.flatMap { TextLayout.blanks(before: $0.key.lowerBound - 1, in: bytes) }
    let indent = first ?? own + layout.unit
    let words = added.map { layout.newline + indent + layout.member($0, indent: indent) }
    var replacement = words.joined(separator: ",") + (hasTrailingComma ? "," : "")
    var end = place
    if !bytes[place..<close].contains(where: TextByte.isLineEnd) {
      replacement += layout.newline + own
      end = close
    }
    return changes + [TextChange(place..<end, replacement)]
  }

  /// Where the comma behind a value is; `nil` when a bracket comes first.
  private func comma(after end: Int) -> Int? {
    let bare = text.mask.bare
    let next = bare[end...].firstIndex { !TextByte.isWhitespace($0) }
    return next.flatMap { bare[$0] == TextByte.comma ? $0 : nil }
  }

  /// Where the comma before a key is; `nil` for the first key.
  private func comma(before start: Int) -> Int? {
    let bare = text.mask.bare
    let last = bare[..<start].lastIndex { !TextByte.isWhitespace($0) }
    return last.flatMap { bare[$0] == TextByte.comma ? $0 : nil }
  }

  private func removal(of member: JSONPlace.Member, from object: JSONPlace) -> [TextChange] {
    var lower = member.key.lowerBound - 1
    var upper = member.value.range.upperBound
    var changes: [TextChange] = []
    if let next = comma(after: upper) {
      if bytes[upper..<next].allSatisfy(TextByte.isWhitespace) {
        upper = next + 1
      } else {
        // A comment stands in between, and stays.
        changes.append(TextChange(next..<next + 1, ""))
      }
    } else if let previous = comma(before: lower) {
      if bytes[previous + 1..<lower].allSatisfy(TextByte.isBlank) {
        lower = previous
      } else {
        changes.append(TextChange(previous..<previous + 1, ""))
      }
    }
    widen(&lower, &upper)
    changes.append(TextChange(lower..<upper, ""))
    return changes.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Takes whole lines where nothing else stands on them, else the spaces behind.
  private func widen(_ lower: inout Int, _ upper: inout Int) {
    var end = upper
    while end < bytes.count, TextByte.isBlank(bytes[end]) { end += 1 }
    guard let blanks = TextLayout.blanks(before: lower, in: bytes) else {
      // Spaces before a line's end or a comment stay: nobody asked for them to go.
      if end < bytes.count, bytes[end] == TextByte.quote { upper = end }
      return
    }
    if end < bytes.count, bytes[end] == TextByte.carriageReturn { end += 1 }
    guard end < bytes.count, bytes[end] == TextByte.lineFeed else { return }
    lower -= blanks.utf8.count
    upper = end + 1
  }
}
