internal import Authorization
internal import LinuxIO

/// The file of tokens, as the commands change it: locked, read, changed and put into the old one's place.
struct TokenFile {
  /// Why it cannot be used.
  enum Failure: Error, Equatable, CustomStringConvertible {
    /// It cannot be read or written, or somebody else could have written it.
    case untrusted(TrustFailure)
    /// It is not a file of tokens.
    case unreadable(TokenTable.Failure)
    /// It is one, and the change is not possible.
    case refused(TokenTable.Failure)

    var description: String {
      switch self {
      case .untrusted(let failure):
        "\(TerminalText.escaped(failure.place)) \(failure.description)"
      case .unreadable(let failure), .refused(let failure): failure.description
      }
    }

    /// The next step for a file that cannot be used, a whole sentence.
    func suggestion(_ path: String) -> String {
      let word = ShellWord.quoted(path)
      switch self {
      case .untrusted:
        return "Only a file that you or root own is used, in folders that nobody else can write."
      case .unreadable:
        let away = ShellWord.quoted(path + ".bad")
        return "Put a copy of it back, or move it away (mv \(word) \(away)) and make the tokens "
          + "anew: until then no token is good."
      case .refused: return "What is there: bulkhead token list"
      }
    }
  }

  let path: String
  /// A folder that is taken for trustworthy, with all above it; for tests.
  var trusted = "/"

  /// Whether a text can name a token.
  static func isName(_ text: String) -> Bool { TokenEntry.isName(text) }

  /// The tokens; none when there is no file.
  func table() throws(Failure) -> TokenTable {
    let bytes: [UInt8]
    do throws(TrustFailure) {
      bytes = try TrustedFile.read(path, byteCountMax: TokenTable.byteCountMax, trusting: trusted)
    } catch {
      if error.isAbsence { return TokenTable() }
      throw .untrusted(error)
    }
    return try Self.table(bytes)
  }

  /// Changes the tokens. Two commands at once do not undo each other.
  func change(_ body: (inout TokenTable) throws(TokenTable.Failure) -> Void) throws(Failure) {
    var fault: Failure?
    do throws(TrustFailure) {
      try TrustedFile.change(path, byteCountMax: TokenTable.byteCountMax, trusting: trusted) { bytes in
        switch Self.changed(bytes, body) {
        case .success(let changed): return changed
        case .failure(let failure):
          fault = failure
          return nil
        }
      }
    } catch {
      throw .untrusted(error)
    }
    if let fault { throw fault }
  }

  /// What the file is to hold; `nil` when it stays as it is. A file that is none is told from a change that
  /// is not possible: the advice is another one.
  private static func changed(
    _ bytes: [UInt8]?, _ body: (inout TokenTable) throws(TokenTable.Failure) -> Void
  ) -> Result<[UInt8]?, Failure> {
    var table = TokenTable()
    do throws(Failure) {
      if let bytes { table = try Self.table(bytes) }
    } catch {
      return .failure(error)
    }
    let before = table
    do throws(TokenTable.Failure) {
      try body(&table)
      return .success(table == before ? nil : table.encoded())
    } catch {
      return .failure(.refused(error))
    }
  }

  private static func table(_ bytes: [UInt8]) throws(Failure) -> TokenTable {
    do throws(TokenTable.Failure) {
      return try TokenTable(bytes)
    } catch {
      throw .unreadable(error)
    }
  }
}
