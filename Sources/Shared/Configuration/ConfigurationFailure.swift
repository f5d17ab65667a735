public import LinuxIO
internal import Catalog

/// Why a configuration file cannot be used: which file, where in it, and what to write instead.
///
/// Its texts hold values from the file only through `ShownValue`; no secret is ever in the file.
public struct ConfigurationFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Error, Sendable, Equatable {
    /// It cannot be read, or somebody else could have written it.
    case untrusted(TrustFailure)
    /// It is not JSON; `line` when a place is known.
    case notJSON(String, line: Int?)
    /// It is JSON, and its outermost value is no object.
    case notAnObject
    /// A key that means nothing. `nearest` is the real one that was most likely meant, as a whole path.
    case unknownKey(String, line: Int, nearest: String?)
    /// A value that its key does not take: the value as it is shown, and what would do.
    case unfit(key: String, line: Int, shown: String, wanted: String)
    /// The link beside it that says where the state folder is (`StateFolderLink`) cannot be read or made.
    case stateFolderLink(TrustFailure)
    /// A flag, or a variable that moves the usual place, leads to a file in the working directory or below
    /// it: there the client may write.
    case inWorkingFolder(String)
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

  /// Whether the file is not there at all.
  public var isAbsence: Bool {
    if case .untrusted(let failure) = reason { return failure.isAbsence }
    return false
  }

  /// What is wrong, in one sentence without a full stop.
  public var description: String {
    let file = ShownValue.clipped(path, lengthMax: 300)
    switch reason {
    case .untrusted(let failure):
      let place = ShownValue.clipped(failure.place, lengthMax: 300)
      return place == file ? "\(file) \(failure.words)" : "\(file): \(place) \(failure.words)"
    case .notJSON(let what, let line): return "\(file)\(line.map { ", line \($0)" } ?? ""): \(what)"
    case .notAnObject: return "\(file): the outermost value is no object"
    case .unknownKey(let key, let line, _): return "\(file), line \(line): there is no key \(key)"
    case .unfit(let key, let line, let shown, let wanted):
      return "\(file), line \(line): \(key) is \(shown), and must be \(wanted)"
    case .stateFolderLink(let failure):
      let place = ShownValue.clipped(failure.place, lengthMax: 300)
      return "\(file) allows trading and has no state_folder, and the link beside it that says where "
        + "orders are written down cannot be used: \(place) \(failure.description)"
    case .inWorkingFolder(let folder):
      let shown = ShownValue.clipped(folder, lengthMax: 300)
      return "\(file) lies in the working directory \(shown), where a client may write, so it says nothing "
        + "about real orders"
    }
  }

  /// The next step.
  public var suggestion: String {
    switch reason {
    case .untrusted(let failure): Self.suggestion(failure, file: path)
    case .notJSON: "It is JSON (RFC 8259): no comments, no comma before a closing bracket."
    case .notAnObject: #"Write at least {}; bulkhead trading enable writes a whole file."#
    case .unknownKey(_, _, let nearest):
      nearest.map { "Did you mean \($0)?" } ?? "All keys: bulkhead config schema"
    case .unfit(let key, _, _, _): "What \(key) means: bulkhead config schema"
    case .inWorkingFolder:
      "Move it to ~/.config/bulkhead, where it is found without --config, or start the server elsewhere."
    case .stateFolderLink: #"Say it in the file: "state_folder": "/var/lib/bulkhead""#
    }
  }

  private static func suggestion(_ failure: TrustFailure, file: String) -> String {
    let place = ShownValue.clipped(failure.place, lengthMax: 300)
    return switch failure.reason {
    case .writableByOthers(let mode) where mode & 0o1000 != 0: "Move the file to a folder of your own."
    case .writableByOthers: "Take their right away: chmod go-w \(place)"
    case .foreignOwner: "Only what belongs to you or root is read, all folders above it included."
    case .relative: "Write the whole path, which begins with a slash."
    case .system where failure.isAbsence: "bulkhead trading enable writes one; without a file nothing trades."
    case .tooLong: "A configuration has a few hundred bytes. Is it the right file?"
    case .notAFile: "It has to be a regular file, not a folder, pipe or device."
    case .system, .notAFolder, .notALink, .tooManyLinks:
      "Look at it: namei -l \(ShownValue.clipped(file, lengthMax: 300))"
    }
  }
}

extension TrustFailure {
  /// The failure as what follows the place's name.
  fileprivate var words: String {
    if isAbsence { return "is not there" }
    if case .system = reason { return "cannot be read: \(description)" }
    return description
  }
}
