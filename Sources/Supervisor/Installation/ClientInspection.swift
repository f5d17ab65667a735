internal import Values

/// What a client's configuration file says of us, and of secrets: for `bulkhead doctor`.
public struct ClientInspection: Sendable, Equatable {
  /// An entry that starts a program of ours.
  public struct Entry: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// The program.
    public let command: String
    /// The words behind it.
    public let arguments: [String]
  }

  /// A key that holds a secret in plain text. Its value is looked at and not kept.
  public struct Secret: Sendable, Equatable {
    /// The server's entry that it belongs to.
    public let server: String
    /// The key.
    public let key: String
  }

  /// Entries of ours.
  public private(set) var entries: [Entry] = []
  /// Secrets of the exchange, or of entries of ours; what other servers hold is theirs.
  public private(set) var secrets: [Secret] = []

  /// Looks at a text.
  public init(_ bytes: [UInt8], of client: ClientKind) throws(ClientFileFailure.Reason) {
    let text = try ConfigurationText(bytes)
    let editor = EntryEditor(text)
    guard let list = text.root.flatMap({ text.member(client.listKey, of: $0) }), list.value.kind == .object
    else { return }
    for server in text.members(of: list.value) where server.value.kind == .object {
      let name = text.key(of: server)
      let isOurs = editor.isOurs(server.value)
      if isOurs { entries.append(Self.entry(name, server.value, text)) }
      for part in ["env", "headers"] {
        guard let variables = text.member(part, of: server.value), variables.value.kind == .object else {
          continue
        }
        for variable in text.members(of: variables.value) {
          let key = text.key(of: variable)
          let isConcern = isOurs || name == ServerEntry.usualName || key.hasPrefix("BINANCE_")
          guard isConcern, SecretName.isSecret(key), let value = text.string(variable.value),
            !value.isEmpty, !SecretName.isReference(value)
          else { continue }
          secrets.append(Secret(server: name, key: key))
        }
      }
    }
  }

  private static func entry(_ name: String, _ place: JSONPlace, _ text: ConfigurationText) -> Entry {
    let command = text.member("command", of: place).flatMap { text.string($0.value) } ?? ""
    let arguments = text.member("args", of: place).map { text.elements(of: $0.value) } ?? []
    return Entry(name: name, command: command, arguments: arguments.map { text.string($0) ?? "" })
  }
}
