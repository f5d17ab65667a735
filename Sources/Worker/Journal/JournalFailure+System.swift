internal import LinuxIO

extension JournalFailure {
  /// The failure of something done to a file or folder.
  init(_ failure: PrivateFailure, _ name: String) {
    switch failure {
    case .system(let failure): self = .system(failure)
    case .foreignOwner, .openToOthers: self = .isOpenToOthers(path: name)
    case .wrongKind: self = .damaged(file: name, offset: 0, reason: "it is no file, or a link")
    case .tooLong: self = .damaged(file: name, offset: 0, reason: "it is too long")
    }
  }

  /// What `body` does, with its failure as one of a journal.
  static func through<Value>(
    _ name: String, _ body: () throws(PrivateFailure) -> Value
  ) throws(JournalFailure) -> Value {
    do throws(PrivateFailure) {
      return try body()
    } catch {
      throw JournalFailure(error, name)
    }
  }

  /// What `body` does to an open file, with its failure as one of a journal.
  static func through<Value>(
    _ body: () throws(SystemFailure) -> Value
  ) throws(JournalFailure) -> Value {
    do throws(SystemFailure) {
      return try body()
    } catch {
      throw .system(error)
    }
  }
}
