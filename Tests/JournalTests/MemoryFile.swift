import LinuxIO

@testable import Journal

/// An open file of a `MemoryFolder`.
final class MemoryFile: JournalFile {
  let inode: MemoryDisk.Inode
  let folder: MemoryFolder

  init(_ inode: MemoryDisk.Inode, _ folder: MemoryFolder) {
    self.inode = inode
    self.folder = folder
  }

  var identity: FileIdentity { FileIdentity(device: 1, inode: inode.number) }

  func byteCount() throws(SystemFailure) -> Int {
    _ = try folder.note("fstat")
    return inode.bytes.count
  }

  func read(at offset: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    _ = try folder.note("read")
    return Array(inode.bytes.dropFirst(offset).prefix(count))
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(SystemFailure) -> Int {
    let count = min(try folder.note("write") ?? bytes.count, bytes.count)
    if inode.bytes.count < offset {
      inode.bytes += [UInt8](repeating: 0, count: offset - inode.bytes.count)
    }
    let end = min(offset + count, inode.bytes.count)
    inode.bytes.replaceSubrange(offset..<end, with: bytes.prefix(count))
    if folder.isDying {
      folder.die()
      throw SystemFailure(call: "write", number: 5)
    }
    return count
  }

  func cut(to byteCount: Int) throws(SystemFailure) {
    _ = try folder.note("truncate")
    inode.bytes.removeLast(max(0, inode.bytes.count - byteCount))
  }

  func syncContent() throws(SystemFailure) {
    _ = try folder.note("fdatasync")
    inode.durableBytes = inode.bytes
  }

  func lock(withinMilliseconds milliseconds: Int) throws(SystemFailure) -> Bool {
    _ = try folder.note("flock")
    if let holder = inode.holder, holder !== self { return false }
    inode.holder = self
    return true
  }

  func unlock() {
    if inode.holder === self { inode.holder = nil }
  }
}
