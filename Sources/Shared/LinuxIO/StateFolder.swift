internal import CLinux
internal import Glibc

/// Where a server keeps what must outlive it: journals, the halt file, and the operator's sockets.
///
/// Opened once, without following links, and used from there on: nobody can put another folder into its
/// place.
public final class StateFolder: Sendable {
  /// The name in it that the operator's sockets lie below.
  public static let socketFolder = "run"
  /// The most names that are looked at when old folders are removed.
  static let nameCountMax = 4_096
  /// How deep a folder that is removed may go.
  static let depthMax = 4

  /// The folder.
  public let folder: PrivateFolder

  /// Its absolute path.
  public var path: String { folder.path }

  /// Where it is: `$STATE_DIRECTORY` (systemd; the first when there are several), else
  /// `$XDG_STATE_HOME/bulkhead`, else `~/.local/state/bulkhead`.
  ///
  /// - Parameter environment: looks a variable up; an empty or relative value counts as none (XDG Base
  ///   Directory Specification).
  /// - Returns: nil when nothing says where.
  public static func path(environment: (String) -> String?) -> String? {
    func absolute(_ name: String) -> String? {
      environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    if let path = absolute("STATE_DIRECTORY") { return path.split(separator: ":").first.map { String($0) } }
    if let path = absolute("XDG_STATE_HOME") { return "\(path)/bulkhead" }
    return absolute("HOME").map { "\($0)/.local/state/bulkhead" }
  }

  /// Opens the folder; it and what lies above it are made when they are not there.
  ///
  /// One of this user's that others may look into is closed to them when it is empty or a server has used it
  /// before: a service manager makes it with mode 0755, at each start. Any other is refused, since closing it
  /// would close what else lies there; and so is one that others may write to, since what is in it may be
  /// anybody's.
  public init(_ path: String) throws(PrivateFailure) {
    Self.close(path)
    folder = try PrivateFolder.made(path)
  }

  private static func close(_ path: String) {
    let number = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    // Not there, or no folder: that is said by whoever opens it next.
    guard number >= 0 else { return }
    let descriptor = OwnedDescriptor(owning: number)
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0, status.st_uid == geteuid(),
      status.st_mode & 0o022 == 0, status.st_mode & 0o077 != 0, isForServers(path, descriptor.number)
    else { return }
    fchmod(descriptor.number, 0o700)
  }

  /// Whether a folder has nothing in it, or what every server makes in its own.
  private static func isForServers(_ path: String, _ descriptor: Int32) -> Bool {
    var status = stat()
    if unsafe fstatat(descriptor, socketFolder, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid() && status.st_mode & 0o077 == 0
    }
    do throws(SystemFailure) {
      return try PrivateFolder.names(in: descriptor, countMax: 1).isEmpty
    } catch {
      return false
    }
  }

  /// A folder in it, made when it is not there.
  public func subfolder(_ name: String) throws(PrivateFailure) -> PrivateFolder {
    try folder.subfolder(name)
  }

  /// Makes a folder that lasts as long as this process, and removes those that were left behind by processes
  /// that are gone.
  ///
  /// The folder is locked (flock(2)) while it is in use. A pid alone would not say whose it is, since servers
  /// in different containers may share a state folder and have the same pid.
  ///
  /// - Parameter prefix: how its name begins; the pid follows.
  public func makeTemporary(prefix: String) throws(PrivateFailure) -> TemporaryFolder {
    removeAbandoned(prefix: prefix)
    let name = "\(prefix)\(CurrentProcess.pid)"
    if let made = try TemporaryFolder(name, in: folder) { return made }
    let ending = CurrentProcess.randomBytes(4).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    if let made = try TemporaryFolder("\(name)-\(ending.joined())", in: folder) { return made }
    throw .system(SystemFailure(call: "flock", number: EBUSY))
  }

  private func removeAbandoned(prefix: String) {
    let names: [String]
    do throws(SystemFailure) {
      names = try folder.names(countMax: Self.nameCountMax)
    } catch {
      // What is left behind harms nobody.
      return
    }
    for name in names where name.hasPrefix(prefix) {
      do throws(PrivateFailure) {
        try TemporaryFolder(name, in: folder)?.remove()
      } catch {
        // No folder of ours.
        continue
      }
    }
  }
}
