internal import LinuxIO

/// Whether the file `halt` stands in the state folder, as whoever places orders sees it.
struct HaltedState: Sendable, Equatable {
  /// What it is called.
  static let fileName = "halt"
  /// The most bytes of a reason that are shown.
  private static let reasonByteCountMax = 1_024

  /// Why nobody places orders; `nil` when they may.
  let because: String?

  init(because: String?) {
    self.because = because
  }

  init(stateFolder: String) {
    do throws(SystemFailure) {
      switch try FolderFlag(folder: stateFolder, name: Self.fileName).state {
      case .absent: because = nil
      case .present: because = Self.reason("\(stateFolder)/\(Self.fileName)")
      case .unreadable(let reason): because = "the state folder cannot be looked into: \(reason)"
      }
    } catch {
      // Without a folder no server has run, and there is nothing to halt.
      because =
        error.number == SystemFailure.noSuchFile ? nil : "the state folder cannot be looked into: \(error)"
    }
  }

  private static func reason(_ path: String) -> String {
    do throws(SystemFailure) {
      let bytes = try WholeFile.read(path, byteCountMax: reasonByteCountMax)
      return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    } catch {
      return "why is not to be read"
    }
  }
}
