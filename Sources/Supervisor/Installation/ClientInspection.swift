internal import Values

/// What a client's configuration file says of us, and of secrets: for `bulkhead doctor`.
public struct ClientInspection: Sendable, Equatable {
  /// The most entries, and the most secrets, that are kept of one file.
  static let countMax = 256

  /// An entry that starts a program of ours.
  public struct Entry: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// The folder of the project that it is for alone; `nil` for all of them.
    public let project: String?
    /// The program.
    public let command: String
    /// The words behind it.
    public let arguments: [String]
    /// What switches it off, as key and value; `nil` for one that the client starts.
    public let disabling: String?
  }

  /// A key that holds a secret in plain text. Its value is looked at and not kept.
  public struct Secret: Sendable, Hashable {
    /// What kind of a secret it is, as far as its place and its form say.
    public enum Kind: Sendable, Hashable {
      /// One of the exchange, or of a program.
      case key
      /// What lets somebody in over HTTP.
      case token
    }

    /// The server's entry that it belongs to.
    public let server: String
    /// The folder of the project that the entry is for alone.
    public let project: String?
    /// The member of the entry that it is in: `env`, `headers`, `args`, `url`.
    public let part: String
    /// The key; what it is where it has none.
    public let key: String
    /// What kind it is.
    public let kind: Kind
  }

  /// Entries of ours.
  public private(set) var entries: [Entry] = []
  /// Secrets of the exchange, or of entries of ours, and tokens of ours anywhere; what else other servers
  /// hold is theirs.
  public private(set) var secrets: [Secret] = []
  private var known: Set<Secret> = []

  /// Looks at a text.
  public init(_ bytes: [UInt8], of client: ClientKind) throws(ClientFileFailure.Reason) {
    let text = try ConfigurationText(bytes)
    guard let root = text.root else { return }
    look(at: root, project: nil, text, client)
    // `claude mcp add` writes here unless it is told otherwise: for the folder that it runs in.
    guard client == .claudeCode, let projects = text.member("projects", of: root),
      projects.value.kind == .object
    else { return }
    for project in text.members(of: projects.value) where project.value.kind == .object {
      look(at: project.value, project: text.key(of: project), text, client)
    }
  }

  /// Looks at what has a list of servers: the whole file, or the part of one project.
  private mutating func look(
    at owner: JSONPlace, project: String?, _ text: ConfigurationText, _ client: ClientKind
  ) {
    guard let list = text.member(client.listKey, of: owner), list.value.kind == .object else { return }
    let editor = EntryEditor(text)
    for server in text.members(of: list.value) where server.value.kind == .object {
      let name = text.key(of: server)
      let isOurs = editor.isOurs(server.value)
      if isOurs, entries.count < Self.countMax {
        entries.append(Self.entry(name, project, server.value, text))
      }
      let isConcern = isOurs || name == ServerEntry.usualName || Self.namesUs(server.value, text)
      for part in text.members(of: server.value) {
        look(at: part, of: name, project, isConcern: isConcern, text)
      }
    }
  }

  /// Looks at one member of an entry: a text, a list of texts, or texts by names.
  private mutating func look(
    at member: JSONPlace.Member, of server: String, _ project: String?, isConcern: Bool,
    _ text: ConfigurationText
  ) {
    let part = text.key(of: member)
    func found(_ key: String, _ kind: Secret.Kind) -> Secret {
      Secret(server: server, project: project, part: part, key: key, kind: kind)
    }
    if member.value.kind == .object {
      for variable in text.members(of: member.value) {
        guard let value = text.string(variable.value), !value.isEmpty, !SecretName.isReference(value) else {
          continue
        }
        let key = text.key(of: variable)
        if SecretWords.hasToken(value) {
          add(found(key, .token))
        } else if ["env", "headers"].contains(part), isConcern || key.hasPrefix("BINANCE_"),
          SecretName.isSecret(key)
        {
          add(found(key, part == "headers" ? .token : .key))
        }
      }
      return
    }
    for value in Self.texts(member.value, text) {
      if SecretWords.hasToken(value) { add(found("a bearer token", .token)) }
      guard ["command", "args"].contains(part) else { continue }
      for key in SecretWords.names(in: value) where isConcern || key.hasPrefix("BINANCE_") {
        add(found(key, .key))
      }
    }
  }

  private mutating func add(_ secret: Secret) {
    if secrets.count < Self.countMax, known.insert(secret).inserted { secrets.append(secret) }
  }

  /// Whether an entry starts another program that is to start ours: `env`, a shell, `ssh`.
  private static func namesUs(_ entry: JSONPlace, _ text: ConfigurationText) -> Bool {
    ["command", "args"].contains { part in
      let texts = text.member(part, of: entry).map { Self.texts($0.value, text) } ?? []
      return texts.contains { SecretWords.namesUs($0) }
    }
  }

  private static func texts(_ place: JSONPlace, _ text: ConfigurationText) -> [String] {
    let places = place.kind == .array ? text.elements(of: place) : [place]
    return places.compactMap { text.string($0) }
  }

  private static func entry(
    _ name: String, _ project: String?, _ place: JSONPlace, _ text: ConfigurationText
  ) -> Entry {
    let command = text.member("command", of: place).flatMap { text.string($0.value) } ?? ""
    // A client starts nothing with arguments that are no list.
    let list = text.member("args", of: place).flatMap { $0.value.kind == .array ? $0.value : nil }
    let arguments = list.map { text.elements(of: $0) } ?? []
    return Entry(
      name: name, project: project, command: command, arguments: arguments.map { text.string($0) ?? "" },
      disabling: disabling(place, text))
  }

  /// Some clients switch an entry off by `disabled`, Zed by `enabled`.
  private static func disabling(_ place: JSONPlace, _ text: ConfigurationText) -> String? {
    for (key, value) in [("disabled", true), ("enabled", false)] {
      guard let member = text.member(key, of: place) else { continue }
      if text.value(of: member.value) == .boolean(value) { return "\"\(key)\": \(value)" }
    }
    return nil
  }
}
