/// Why a file is not one that only its owner or root can have written.
public struct TrustFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong with a place.
  public enum Reason: Sendable, Equatable {
    /// The kernel refused.
    case system(SystemFailure)
    /// It belongs to another user than this one or root.
    case foreignOwner(user: UInt32)
    /// Its group or others may write to it: the mode is the octal number.
    case writableByOthers(mode: Int)
    /// A part of the path is no folder.
    case notAFolder
    /// The end of the path is no regular file.
    case notAFile
    /// It is no symbolic link, and has the name of one.
    case notALink
    /// It has more bytes than it may.
    case tooLong(byteCountMax: Int)
    /// More links than anybody needs, or links that lead in a circle.
    case tooManyLinks
    /// The path does not begin with a slash.
    case relative
  }

  /// The place that is wrong: the file, or a folder or a link on the way to it.
  public let place: String
  /// What is wrong with it.
  public let reason: Reason

  /// A failure.
  public init(_ place: String, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }

  /// Whether the file, or a folder on the way, is not there.
  public var isAbsence: Bool {
    if case .system(let failure) = reason { return failure.number == SystemFailure.noSuchFile }
    return false
  }

  /// What is wrong, without the place.
  public var description: String {
    switch reason {
    case .system(let failure): SystemFailure.words(for: failure.number)
    case .foreignOwner(let user): "belongs to user \(user), who could change what is read"
    case .writableByOthers(let mode):
      "can be written by others (mode \(String(mode, radix: 8))), who could change what is read"
    case .notAFolder: "is no folder"
    case .notAFile: "is no regular file"
    case .notALink: "is no symbolic link"
    case .tooLong(let byteCountMax): "has more than \(byteCountMax) bytes"
    case .tooManyLinks: "leads through too many links"
    case .relative: "is a relative path: where it leads depends on where the program was started"
    }
  }
}
