public import LinuxIO
public import Values

/// Why a client's configuration file is left as it is: which file, and what is wrong. Never holds what is in
/// the file but names of keys.
public struct ClientFileFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Error, Sendable, Equatable {
    /// It cannot be read or written.
    case file(EditedFile.Failure)
    /// It is not JSON, nor JSON with comments.
    case notJSON(JSONReader.Failure)
    /// A comment has no end.
    case unfinishedComment(offset: Int)
    /// The outermost value is no object.
    case notAnObject
    /// The list of servers is no object; its key.
    case listIsNoObject(String)
    /// The name belongs to a server that is not ours.
    case nameTaken(String)
    /// The entry of that name, which is to be taken away, starts no program of ours by itself.
    case notOurs(String)
    /// No entry of that name is there to be taken away.
    case nothingToRemove(String)
    /// The changed text would not say what it should: a fault of ours, found before anything was written.
    case wrongResult
  }

  /// The file.
  public let path: String
  /// What is wrong with it.
  public let reason: Reason

  /// A failure.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What is wrong, half a sentence.
  public var description: String {
    switch reason {
    case .file(let failure): "\(failure)"
    case .notJSON(let failure): "is not JSON: \(failure)"
    case .unfinishedComment(let offset): "has a comment without an end, at byte \(offset)"
    case .notAnObject: "holds no JSON object"
    case .listIsNoObject(let key): "has \(key), which is no object"
    case .nameTaken(let name), .notOurs(let name): "has another server of the name \(name)"
    case .nothingToRemove(let name): "has no server of the name \(name)"
    case .wrongResult: "cannot be changed without changing something else in it"
    }
  }

  /// The next step, a whole sentence.
  public var suggestion: String {
    switch reason {
    case .file(.danglingLink): "Mend the link, or take it away."
    case .file(.notAFile): "It has to be a regular file."
    case .file(.changedMeanwhile): "The client wrote it at this moment: close the client and try again."
    case .file(.readOnly):
      "Somebody made it so, perhaps for a reason. To let it be changed: chmod u+w, and try again."
    case .file(.closedFolder):
      "A changed file is a new one there: open the folder to yourself, or try --file FILE."
    case .file(.tooManyCopies):
      "Their names end in \(ClientFile.backupEnding) and a number; take away those that you do not need."
    case .file(.foreignOwner): "Run this as the user whose file it is."
    case .file: "Look at it, or name another file: --file FILE"
    case .notJSON, .unfinishedComment, .notAnObject, .listIsNoObject:
      "It was left as it is. Mend it in the client, or paste the block by hand: bulkhead tour prints it."
    case .nameTaken: "Give ours another name: --name NAME"
    case .notOurs:
      "It was left as it is, since its command is no program called \(ServerEntry.usualName). Take it out in "
        + "the client, or name ours: --name NAME"
    case .nothingToRemove: "Another name? --name NAME"
    case .wrongResult: "It was left as it is; paste the block by hand, and please report this."
    }
  }
}
