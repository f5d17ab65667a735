internal import Authorization
internal import Catalog
public import LinuxIO
internal import Values
internal import Verification

/// `bulkhead token`: makes, lists and revokes the tokens by which clients are let in over HTTP.
///
/// A token is shown once, by the command that makes it, on stdout and nowhere else. What is kept is its
/// SHA-256.
public enum TokenCommand {
  /// Does what was asked for.
  public static func run(_ options: TokenOptions) -> ExitCode {
    guard let path = options.path else {
      return fail("nothing says where the tokens are: HOME is not set", "Name a file: --config FILE", .usage)
    }
    if let problem = Libcrypto.problem() {
      return fail(
        "tokens are kept as digests, and libcrypto cannot be opened: \(problem)",
        "It is Debian's libssl3: apt-get install libssl3", .commandFailed)
    }
    let file = TokenFile(path: path)
    let now = EventLoop.wallClockMilliseconds / 1000
    do throws(TokenFile.Failure) {
      switch options.request {
      case .new(let name, let scopes, let life):
        return try new(file, name, scopes, life, now, options)
      case .list:
        show(try file.table(), path, now, options)
        return .success
      case .revoke(let name):
        guard let revocation = Revocation(name: name, createdSeconds: now) else {
          return try revoke(file, name, options)
        }
        return try revoke(file, revocation, options)
      case .restore(let name): return try restore(file, name, options)
      }
    } catch {
      return fail(
        "\(TerminalText.escaped(path)): \(error.description)", error.suggestion(path), .configuration)
    }
  }

  private static func new(
    _ file: TokenFile, _ name: String, _ scopes: ScopeSet, _ life: Int?, _ now: Int, _ options: TokenOptions
  ) throws(TokenFile.Failure) -> ExitCode {
    let letters = BearerToken.letters(randomBytes: CurrentProcess.randomBytes(BearerToken.randomByteCount))
    let entry = TokenEntry(
      name: name, scopes: scopes, fingerprint: Fingerprint(of: letters.span), createdSeconds: now,
      expirySeconds: life.map { now + $0 })
    guard let entry else { return .usage }
    do throws(TokenFile.Failure) {
      try file.change { table throws(TokenTable.Failure) in try table.add(entry) }
    } catch {
      guard case .refused(let failure) = error else { throw error }
      return fail(
        "no token was made: \(failure.description)", "Take another name, or: bulkhead token revoke NAME",
        .commandFailed)
    }
    if options.isJSON {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("token")
      writer.string(utf8: letters[...])
      write(entry, now, to: &writer)
      writer.endObject()
      StandardStream.output.write(writer.takeBytes() + [UInt8(ascii: "\n")])
      return .success
    }
    StandardStream.output.write(letters + [UInt8(ascii: "\n")])
    CommandOutput.complain([
      "This is the token \(name), for \(scopes.text(separator: ", ")), \(endWords(entry, now)). "
        + "It is shown once and kept nowhere.",
      "A client sends it as: Authorization: Bearer <token>. Servers that run know it within a second.",
    ])
    return .success
  }

  private static func revoke(
    _ file: TokenFile, _ name: String, _ options: TokenOptions
  ) throws(TokenFile.Failure) -> ExitCode {
    var wasThere = false
    try file.change { table in wasThere = table.remove(name) }
    guard wasThere else {
      return fail(
        "there is no token \(TerminalText.quoted(name))", "Their names: bulkhead token list", .commandFailed)
    }
    CommandOutput(isJSON: options.isJSON).show(
      ["Revoked: \(name). Servers that run let nobody in by it any more, within a second."],
      ["revoked": .string(name)])
    return .success
  }

  /// Tokens that somebody else has made.
  private static func revoke(
    _ file: TokenFile, _ revocation: Revocation, _ options: TokenOptions
  ) throws(TokenFile.Failure) -> ExitCode {
    do throws(TokenFile.Failure) {
      try file.change { table throws(TokenTable.Failure) in try table.revoke(revocation) }
    } catch {
      guard case .refused(let failure) = error else { throw error }
      return fail(
        "nothing was revoked: \(failure.description)", "They are listed by: bulkhead token list",
        .commandFailed)
    }
    let name = revocation.name
    CommandOutput(isJSON: options.isJSON).show(
      [
        "Revoked: \(name). Servers that run let nobody in by such a token any more, within a second, until: "
          + "bulkhead token restore \(ShellWord.quoted(name))"
      ], ["revoked": .string(name)])
    return .success
  }

  private static func restore(
    _ file: TokenFile, _ name: String, _ options: TokenOptions
  ) throws(TokenFile.Failure) -> ExitCode {
    var wasThere = false
    try file.change { table in wasThere = table.restore(name) }
    guard wasThere else {
      return fail(
        "\(TerminalText.quoted(name)) is not revoked", "What is: bulkhead token list", .commandFailed)
    }
    CommandOutput(isJSON: options.isJSON).show(
      ["Restored: \(name). Servers that run take such tokens again, within a second."],
      ["restored": .string(name)])
    return .success
  }

  private static func show(_ table: TokenTable, _ path: String, _ now: Int, _ options: TokenOptions) {
    if options.isJSON {
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("file", path)
      writer.key("tokens")
      writer.beginArray()
      for entry in table.entries {
        writer.beginObject()
        write(entry, now, to: &writer)
        writer.endObject()
      }
      writer.endArray()
      writer.key("revoked")
      writer.beginArray()
      for revocation in table.revocations {
        writer.beginObject()
        writer.member("name", revocation.name)
        writer.member("created", revocation.createdSeconds)
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
      return StandardStream.output.write(
        TerminalText.escapedJSON(writer.takeBytes()) + [UInt8(ascii: "\n")])
    }
    for revocation in table.revocations {
      StandardStream.output.write(
        "Revoked \(age(now - revocation.createdSeconds)) ago: \(TerminalText.escaped(revocation.name))\n")
    }
    guard !table.entries.isEmpty else {
      return StandardStream.output.write(
        "There are no tokens in \(TerminalText.escaped(path)).\n"
          + "Make one: bulkhead token new --name desk --scope market\n")
    }
    let rows = table.entries.map { entry in
      [
        entry.name, entry.scopes.text(separator: ","), "\(age(now - entry.createdSeconds)) ago",
        endWords(entry, now),
      ]
    }
    let text = TextTable(titles: ["name", "scopes", "made", "life"], rows: rows)
    StandardStream.output.write(
      text.lines(width: OutputWidth.columns(), palette: .forOutput()).joined(separator: "\n") + "\n")
  }

  private static func write(_ entry: TokenEntry, _ now: Int, to writer: inout JSONWriter) {
    writer.member("name", entry.name)
    writer.key("scopes")
    writer.beginArray()
    for scope in entry.scopes.scopes { writer.string(scope.rawValue) }
    writer.endArray()
    writer.member("created", entry.createdSeconds)
    writer.key("expires")
    if let expiry = entry.expirySeconds { writer.number(expiry) } else { writer.null() }
    writer.member("expired", entry.isExpired(nowSeconds: now))
  }

  /// Until when it is good, in words.
  static func endWords(_ entry: TokenEntry, _ now: Int) -> String {
    guard let expiry = entry.expirySeconds else { return "until it is revoked" }
    return expiry > now ? "for another \(age(expiry - now))" : "expired \(age(now - expiry)) ago"
  }

  /// A span of time in its largest whole unit.
  static func age(_ seconds: Int) -> String {
    for (unit, name) in [(86_400, "day"), (3_600, "hour"), (60, "minute")] where seconds >= unit {
      let count = seconds / unit
      return "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    return "less than a minute"
  }

  private static func fail(_ message: String, _ suggestion: String, _ code: ExitCode) -> ExitCode {
    CommandOutput.complain(["bulkhead: \(message)", suggestion])
    return code
  }
}
