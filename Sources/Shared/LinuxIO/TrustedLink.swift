internal import CLinux
internal import Glibc

/// A symbolic link that nobody but this user and root can have made, kept for the words that it holds.
///
/// It lies beside a file that was read through `TrustedPath`, so whoever could change it could change that
/// file too. A link and not a file, because making one is a single step: it is there whole or not at all, and
/// of two processes that make it at once one finds the other's.
public enum TrustedLink {
  /// What the link beside a file holds; `nil` when there is none.
  ///
  /// - Parameters:
  ///   - file: absolute; links on the way to it are followed, so that every name of a file leads to one link.
  ///   - suffix: what the link's name has more than the file's.
  ///   - trusted: a folder above it that is taken for trustworthy, with all above that; for tests.
  /// - Throws: what `TrustedPath` throws of the folder, or when something else has that name.
  public static func target(
    beside file: String, suffix: String, trusting trusted: String = "/"
  ) throws(TrustFailure) -> String? {
    let way = try TrustedPath.walked(file, trusting: trusted)
    return try target(way.name + suffix, in: way.folder.number, way.place)
  }

  /// Makes the link, unless there is one.
  ///
  /// - Returns: what it holds, which is another process's word when that was faster.
  public static func made(
    beside file: String, suffix: String, target: String, trusting trusted: String = "/"
  ) throws(TrustFailure) -> String {
    let way = try TrustedPath.walked(file, trusting: trusted)
    let name = way.name + suffix
    if unsafe symlinkat(target, way.folder.number, name) != 0, errno != EEXIST {
      throw TrustFailure("\(way.place)/\(name)", .system(SystemFailure(call: "symlink")))
    }
    // What stands there counts, whoever has made it.
    return try self.target(name, in: way.folder.number, way.place) ?? target
  }

  private static func target(
    _ name: String, in folder: Int32, _ place: String
  ) throws(TrustFailure) -> String? {
    let here = "\(place)/\(name)"
    let number = unsafe bulkhead_look_up(folder, name)
    guard number >= 0 else {
      let failure = SystemFailure(call: "open")
      if failure.number == ENOENT { return nil }
      throw TrustFailure(here, .system(failure))
    }
    return try words(of: OwnedDescriptor(owning: number), here)
  }

  private static func words(
    of link: consuming OwnedDescriptor, _ here: String
  ) throws(TrustFailure) -> String {
    var status = stat()
    guard unsafe fstat(link.number, &status) == 0 else {
      throw TrustFailure(here, .system(SystemFailure(call: "fstat")))
    }
    guard status.st_mode & S_IFMT == S_IFLNK else { throw TrustFailure(here, .notALink) }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw TrustFailure(here, .foreignOwner(user: status.st_uid))
    }
    guard let target = TrustedPath.target(ofLink: link.number) else {
      throw TrustFailure(here, .system(SystemFailure(call: "readlink", number: EINVAL)))
    }
    return target
  }
}
