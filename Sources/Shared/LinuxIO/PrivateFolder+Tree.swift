internal import CLinux
internal import Glibc

extension PrivateFolder {
  /// The folder of that name in this one; it is made when it is not there.
  ///
  /// Looked up in the open folder and not by its path, and not through a link.
  ///
  /// - Throws: as `init(_:)`.
  public func subfolder(_ name: String) throws(PrivateFailure) -> PrivateFolder {
    precondition(!name.isEmpty && !name.contains("/") && name != "." && name != "..", "a name, not a path")
    let parent = descriptor.number
    if unsafe mkdirat(parent, name, 0o700) != 0, errno != EEXIST {
      throw .system(SystemFailure(call: "mkdir"))
    }
    let number = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOTDIR || errno == ELOOP { throw .wrongKind }
      throw .system(SystemFailure(call: "open"))
    }
    return try PrivateFolder(OwnedDescriptor(owning: number), path: "\(path)/\(name)")
  }

  /// Removes what has that name, with everything in it when it is a folder. Links are removed and never
  /// followed; deeper than a few folders it stops. What cannot be removed stays.
  public func removeTree(_ name: String) {
    Self.removeTree(name, in: descriptor.number, depth: StateFolder.depthMax)
  }

  /// Removes the folder itself, with everything in it.
  public func removeWithContents() {
    let inside: [String]
    do throws(SystemFailure) {
      inside = try names(countMax: StateFolder.nameCountMax)
    } catch {
      // It stays.
      return
    }
    for name in inside { removeTree(name) }
    removeFolder()
  }

  private static func removeTree(_ name: String, in parent: Int32, depth: Int) {
    if unsafe unlinkat(parent, name, 0) == 0 { return }
    let number = unsafe openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0, depth > 0 else { return }
    let folder = OwnedDescriptor(owning: number)
    let names: [String]
    do throws(SystemFailure) {
      names = try Self.names(in: folder.number, countMax: StateFolder.nameCountMax)
    } catch {
      // It stays.
      return
    }
    for inner in names { removeTree(inner, in: folder.number, depth: depth - 1) }
    unsafe unlinkat(parent, name, AT_REMOVEDIR)
  }
}
