internal import LinuxIO

/// The file `halt` in the state folder, which stops new orders of all venues and accounts at once.
@LoopActor
final class HaltFile: HaltSwitch {
  /// What it is called.
  static let name = "halt"

  private let folder: String
  private var flag: FolderFlag?

  init(folder: String) {
    self.folder = folder
  }

  var haltedBecause: String? {
    do throws(SystemFailure) {
      switch try opened().state {
      case .absent: return nil
      case .present: return "trading is halted: there is a file \(Self.name) in the state folder"
      case .unreadable(let reason): return unreadable(reason)
      }
    } catch {
      return unreadable("\(error)")
    }
  }

  func halt(_ reason: String) throws(SystemFailure) {
    try opened().set(reason + "\n")
  }

  func resume() throws(SystemFailure) {
    try opened().clear()
  }

  private func unreadable(_ reason: String) -> String {
    "trading counts as halted, since the state folder cannot be looked into: \(reason)"
  }

  /// The folder held open. One that could not be opened is tried again each time, until it can.
  private func opened() throws(SystemFailure) -> FolderFlag {
    if let flag { return flag }
    let opened = try FolderFlag(folder: folder, name: Self.name)
    flag = opened
    return opened
  }
}
