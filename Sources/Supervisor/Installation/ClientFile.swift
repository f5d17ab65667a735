public import LinuxIO

/// A client's configuration file on disk: read, and replaced in one piece, with what was in it kept beside
/// it.
public struct ClientFile: Sendable {
  /// What the copy of what was there before is called: the file's name and this, and a number where a file of
  /// that name is there already.
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
  /// Its mode; `nil` when it is not there.
  public var mode: UInt32? { file?.mode }
  /// The mode that it would be left with where its group is none of ours and this takes rights away; `nil`
  /// where everything can stay.
  public var narrowedMode: UInt32? {
    guard let file, !file.isGroupOurs else { return nil }
    let narrowed = EditedFile.narrowed(file.mode)
    return narrowed == file.mode ? nil : narrowed
  }
  /// Its group, by number.
  public var group: UInt32? { file?.group }
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

  /// Looks whether it may be written, before anybody is asked whether it shall be.
  public func checkWritable() throws(ClientFileFailure) {
    do throws(EditedFile.Failure) {
      try file?.checkReplaceable()
    } catch {
      throw ClientFileFailure(path: path, reason: .file(error))
    }
  }

  /// Makes an edit. The mode stays, or `narrowedMode` comes; a link stays and what it leads to is changed; a
  /// new file is its owner's alone.
  ///
  /// - Returns: where what was there before is kept, and the mode; `nil` for a file that was not there.
  public func write(_ edit: EntryEdit) throws(ClientFileFailure) -> EditedFile.Replacement? {
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
