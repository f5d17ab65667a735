internal import LinuxIO

/// A client's configuration file on disk: read, and replaced in one piece, with what was in it kept beside
/// it.
public struct ClientFile: Sendable {
  /// What the copy of what was there before is called: the file's name and this.
  public static let backupEnding = ".before-bulkhead"

  /// The file, as it was named.
  public let path: String
  private let file: EditedFile?

  /// Whether it is there.
  public var isThere: Bool { file != nil }
  /// What is in it; nothing when it is not there.
  public var bytes: [UInt8] { file?.bytes ?? [] }
  /// The file that its name leads to, links resolved; its name when it is not there.
  public var realPath: String { file?.path ?? path }
  /// Whether its group or others may read it.
  public var isReadByOthers: Bool { (file?.mode ?? 0) & 0o044 != 0 }

  /// Reads a file.
  ///
  /// - Parameter path: absolute. The file need not be there.
  public init(_ path: String) throws(ClientFileFailure) {
    self.path = path
    do throws(EditedFile.Failure) {
      file = try EditedFile(path, byteCountMax: ConfigurationText.byteCountMax)
    } catch {
      throw ClientFileFailure(path: path, reason: .file(error))
    }
  }

  /// Makes an edit. The mode stays; a link stays and what it leads to is changed; a new file is its owner's
  /// alone.
  ///
  /// - Returns: where what was there before is kept; `nil` for a file that was not there.
  public func write(_ edit: EntryEdit) throws(ClientFileFailure) -> String? {
    do throws(EditedFile.Failure) {
      guard let file else {
        try EditedFile.make(path, edit.after)
        return nil
      }
      return try file.replace(with: edit.after, backupEnding: Self.backupEnding)
    } catch {
      throw ClientFileFailure(path: path, reason: .file(error))
    }
  }
}
