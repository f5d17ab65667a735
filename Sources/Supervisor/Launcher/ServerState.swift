internal import LinuxIO
internal import Values

/// The state folder as this server uses it.
final class ServerState {
  /// How the folder of a paper exchange's accounts is called: it is forgotten with them.
  static let paperPrefix = "paper-"

  /// What the trading worker is told.
  let place: WorkerCommand.State
  /// Where the control sockets are.
  let socketFolder: String
  private let temporary: TemporaryFolder?
  private let fallback: PrivateFolder?

  /// Opens or makes it.
  ///
  /// - Parameter path: nil when nothing says where. A paper exchange's is made among the temporary files
  ///   then, and when that one cannot be used, since nothing of it is to last.
  init(_ path: String?, venue: Venue) throws(PrivateFailure) {
    var made: PrivateFolder?
    let state: StateFolder
    do throws(PrivateFailure) {
      guard let path else {
        throw .system(SystemFailure(call: "find the state folder", number: SystemFailure.noSuchFile))
      }
      state = try StateFolder(path)
    } catch {
      guard venue == .paper else { throw error }
      let folder = try PrivateFolder.temporary(prefix: "bulkhead-state-")
      made = folder
      state = try StateFolder(folder.path)
    }
    temporary = venue == .paper ? try state.makeTemporary(prefix: Self.paperPrefix) : nil
    fallback = made
    // A worker makes a custom venue's name out of the server's address: it can digest it.
    place = WorkerCommand.State(folder: state.path, scope: temporary?.name ?? venue.rawValue)
    socketFolder = "\(state.path)/\(StateFolder.socketFolder)"
  }

  /// Removes what does not outlive the server.
  func clear() {
    temporary?.remove()
    fallback?.removeWithContents()
  }
}
