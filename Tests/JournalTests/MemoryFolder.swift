import LinuxIO

@testable import Journal

/// A process's view of a `MemoryDisk`, whose N-th call fails or is its last.
final class MemoryFolder: JournalFolder {
  enum Trouble: Equatable {
    /// The call fails with this number, and nothing of it is done.
    case failure(Int32)
    /// A write takes only so many bytes; other calls fail with "no space".
    case short(Int)
    /// The process dies before the call is made; so does every call after it.
    case death
    /// The process dies after so many bytes of a write, or before any other call.
    case deathWithin(Int)
  }

  let disk: MemoryDisk
  /// Calls made so far, by name.
  private(set) var calls: [String] = []
  /// What happens at which call, counted from 1.
  var trouble: [Int: Trouble] = [:]
  private(set) var isDead = false
  private(set) var isDying = false

  init(_ disk: MemoryDisk) { self.disk = disk }

  /// Everything that the end of a process gives back.
  func die() {
    isDead = true
    for inode in disk.names.values where inode.holder?.folder === self { inode.holder = nil }
  }

  /// Counts a call; says how many bytes of a write are taken, if not all.
  func note(_ call: String) throws(SystemFailure) -> Int? {
    calls.append(call)
    guard !isDead else { throw SystemFailure(call: call, number: 5) }
    switch trouble[calls.count] {
    case nil: return nil
    case .failure(let number): throw SystemFailure(call: call, number: number)
    case .short(let count):
      guard call == "write" else { throw SystemFailure(call: call, number: SystemFailure.noSpace) }
      return count
    case .deathWithin(let count) where call == "write":
      isDying = true
      return count
    case .death, .deathWithin:
      die()
      throw SystemFailure(call: call, number: 5)
    }
  }

  private func noted(_ call: String) throws(PrivateFailure) {
    do throws(SystemFailure) {
      _ = try note(call)
    } catch {
      throw .system(error)
    }
  }

  func open(_ name: String, _ opening: OwnedFolder.Opening) throws(PrivateFailure) -> any JournalFile {
    try noted("open")
    let there = disk.names[name]
    switch opening {
    case .reading, .writing:
      guard there != nil else {
        throw .system(SystemFailure(call: "open", number: SystemFailure.noSuchFile))
      }
    case .making: break
    case .makingNew:
      guard there == nil else { throw .system(SystemFailure(call: "open", number: 17)) }
    }
    let inode = there ?? disk.inode()
    disk.names[name] = inode
    return MemoryFile(inode, self)
  }

  func identity(of name: String) throws(PrivateFailure) -> FileIdentity? { try entry(name)?.identity }

  func entry(_ name: String) throws(PrivateFailure) -> FolderEntry? {
    try noted("stat")
    return disk.names[name].map {
      FolderEntry(identity: FileIdentity(device: 1, inode: $0.number), byteCount: $0.bytes.count)
    }
  }

  func link(_ name: String, as second: String) throws(PrivateFailure) {
    try noted("link")
    guard let inode = disk.names[name], disk.names[second] == nil else {
      throw .system(SystemFailure(call: "link", number: 17))
    }
    disk.names[second] = inode
  }

  func rename(_ name: String, to next: String) throws(PrivateFailure) {
    try noted("rename")
    guard let inode = disk.names[name] else {
      throw .system(SystemFailure(call: "rename", number: SystemFailure.noSuchFile))
    }
    disk.names[name] = nil
    disk.names[next] = inode
  }

  func remove(_ name: String) throws(PrivateFailure) {
    try noted("unlink")
    disk.names[name] = nil
  }

  func sync() throws(PrivateFailure) {
    try noted("fsync")
    disk.durableNames = disk.names
  }

  func names(countMax: Int) throws(PrivateFailure) -> [String] {
    try noted("list")
    return Array(disk.names.keys.sorted().prefix(countMax))
  }
}
