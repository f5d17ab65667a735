import LinuxIO

@testable import Journal

/// A folder's content in memory, with what of it would survive the loss of power.
final class MemoryDisk {
  final class Inode {
    let number: UInt64
    var bytes: [UInt8] = []
    var durableBytes: [UInt8] = []
    weak var holder: MemoryFile?

    init(_ number: UInt64) { self.number = number }
  }

  var names: [String: Inode] = [:]
  var durableNames: [String: Inode] = [:]
  var lastInode: UInt64 = 0

  func bytes(_ name: String = "journal") -> [UInt8] { names[name]?.bytes ?? [] }

  func inode() -> Inode {
    lastInode += 1
    return Inode(lastInode)
  }

  /// A disk with these files on it.
  static func holding(_ files: [String: [UInt8]]) -> MemoryDisk {
    let disk = MemoryDisk()
    for (name, bytes) in files {
      let inode = disk.inode()
      inode.bytes = bytes
      inode.durableBytes = bytes
      disk.names[name] = inode
    }
    disk.durableNames = disk.names
    return disk
  }

  /// The power goes and comes back: what was not synced is gone, of names all or none of it.
  func losePower(keepingNames: Bool) {
    if !keepingNames { names = durableNames }
    for inode in names.values {
      inode.bytes = inode.durableBytes
      inode.holder = nil
    }
    durableNames = names
  }
}
