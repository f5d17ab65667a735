internal import Values

/// A change of a client's configuration file that has been worked out and checked, and not been made.
public struct EntryEdit: Sendable, Equatable {
  /// What is in the file now.
  public let before: [UInt8]
  /// What will be in it.
  public let after: [UInt8]
  /// The parts that change, in their order; empty when everything is as it should be.
  public let changes: [TextChange]
  /// Whether the file has what plain JSON does not: comments, commas before brackets, a byte order mark.
  public let isPlainJSON: Bool

  /// Works out how an entry gets into a text.
  ///
  /// - Parameter bytes: what is in the file; empty for one that is not there.
  public static func putting(
    _ entry: ServerEntry, into bytes: [UInt8], of client: ClientKind
  ) throws(ClientFileFailure.Reason) -> EntryEdit {
    let editor = EntryEditor(try ConfigurationText(bytes))
    let edit = EntryEdit(editor, try editor.changes(putting: entry, for: client))
    try edit.check(client, name: entry.name) { present in
      var members = present
      for member in entry.members(for: client) {
        if let index = members.firstIndex(where: { $0.key == member.key }) {
          members[index] = member
        } else {
          members.append(member)
        }
      }
      return members
    }
    return edit
  }

  /// Works out how an entry gets out of a text.
  public static func removing(
    _ name: String, from bytes: [UInt8], of client: ClientKind
  ) throws(ClientFileFailure.Reason) -> EntryEdit {
    let editor = EntryEditor(try ConfigurationText(bytes))
    let edit = EntryEdit(editor, try editor.changes(removing: name, for: client))
    try edit.check(client, name: name) { _ in nil }
    return edit
  }

  private init(_ editor: EntryEditor, _ changes: [TextChange]) {
    before = editor.text.bytes
    after = TextChange.applied(changes, to: before)
    self.changes = changes
    isPlainJSON = editor.text.mask.isPlain
  }

  /// Reads the changed text again: it must say what the old one said but for the entry. The layout has many
  /// shapes, and a wrong byte in a client's file would cost its owner every other server.
  private func check(
    _ client: ClientKind, name: String, change: ([JSON.Member]) -> [JSON.Member]?
  ) throws(ClientFileFailure.Reason) {
    let old = try ConfigurationText(before).whole ?? .object([])
    let new: JSON?
    do throws(ClientFileFailure.Reason) {
      new = try ConfigurationText(after).whole
    } catch {
      throw .wrongResult
    }
    var list: [JSON.Member] = []
    if case .object(let members)? = old[client.listKey] { list = members }
    let index = list.firstIndex { $0.key == name }
    var present: [JSON.Member] = []
    if let index, case .object(let members) = list[index].value { present = members }
    let changed = change(present).map { JSON.Member(key: name, value: .object($0)) }
    switch (index, changed) {
    case (let index?, let changed?): list[index] = changed
    case (let index?, nil): list.remove(at: index)
    case (nil, let changed?): list.append(changed)
    case (nil, nil): break
    }
    guard new == Self.replacing(client.listKey, with: .object(list), in: old) else { throw .wrongResult }
  }

  private static func replacing(_ key: String, with value: JSON, in object: JSON) -> JSON {
    guard case .object(var members) = object else { return object }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index] = JSON.Member(key: key, value: value)
    } else {
      members.append(JSON.Member(key: key, value: value))
    }
    return .object(members)
  }
}
