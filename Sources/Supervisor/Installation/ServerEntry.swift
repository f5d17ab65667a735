public import Values

/// A server as a client's file names it: a program and its arguments. Never a key and never a secret: what
/// the server needs of those it finds by the configuration file and by files of keys.
public struct ServerEntry: Sendable, Equatable {
  /// What it is called in clients, unless asked otherwise.
  public static let usualName = "bulkhead"
  /// The most bytes of a name.
  public static let nameByteCountMax = 64

  /// What it is called in the client.
  public let name: String
  /// The absolute path of `bulkhead`.
  public let command: String
  /// The words behind it, such as `["serve", "--paper"]`.
  public let arguments: [String]

  /// An entry.
  public init(name: String = ServerEntry.usualName, command: String, arguments: [String]) {
    self.name = name
    self.command = command
    self.arguments = arguments
  }

  /// Whether a text can be a name: letters, digits, `-`, `_` and `.`, which every client takes.
  public static func isName(_ text: String) -> Bool {
    (1...nameByteCountMax).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "-_.".utf8.contains(byte)
      }
  }

  /// The members of the entry in a client's file.
  func members(for client: ClientKind) -> [JSON.Member] {
    let mark = client.mark.map { [JSON.Member(key: $0.key, value: .string($0.value))] } ?? []
    return mark + [
      JSON.Member(key: "command", value: .string(command)),
      JSON.Member(key: "args", value: .array(arguments.map { .string($0) })),
    ]
  }

  /// What to paste into a file that has nothing else.
  public func whole(for client: ClientKind) -> JSON {
    .object([
      JSON.Member(
        key: client.listKey,
        value: .object([JSON.Member(key: name, value: .object(members(for: client)))]))
    ])
  }
}
