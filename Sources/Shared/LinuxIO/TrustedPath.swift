internal import CLinux
internal import Glibc

/// A way through folders that nobody but this user and root can write to, walked step by step.
///
/// A file is as trustworthy as the least trustworthy folder above it: whoever may write to one can put
/// another file, or another folder, into its place. So each folder from `/` on is opened, looked at through
/// its open descriptor, and the next name is looked up in it. A link is followed when its owner is this user
/// or root, through folders that are judged in the same way. A sticky folder such as /tmp does not pass:
/// anybody may put a folder there before its owner does.
struct TrustedPath: ~Copyable {
  /// The most links on one way (path_resolution(7) has the same number).
  static let linkCountMax = 40
  /// The most steps on one way, those of links included.
  static let stepCountMax = 512

  /// The folder that the last name is to be looked up in.
  private(set) var folder: OwnedDescriptor
  /// The last name.
  private(set) var name = ""
  /// The folder's path, links resolved; without a slash at its end.
  private(set) var place: String
  private var rest: [Substring]
  private var linkCount = 0

  /// The path of the file, links resolved.
  var filePath: String { "\(place)/\(name)" }

  /// Walks to the folder of a file, which need not be there.
  ///
  /// - Parameters:
  ///   - trusted: a folder above it that is taken for trustworthy, with all above that; for tests.
  ///   - isMade: makes missing folders, with mode 0700.
  /// - Throws: the first place that is not as it has to be.
  static func walked(
    _ path: String, trusting trusted: String, making isMade: Bool = false
  ) throws(TrustFailure) -> TrustedPath {
    guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw TrustFailure(path, .relative) }
    let isWhole = trusted == "/" || !path.hasPrefix(trusted + "/")
    let start = isWhole ? "/" : trusted
    var way = TrustedPath(
      from: try opened(start, start), place: isWhole ? "" : trusted,
      steps(of: isWhole ? path : String(path.dropFirst(trusted.count))))
    if isWhole { try judge(way.folder.number, "/", isFolder: true) }
    for _ in 0..<stepCountMax {
      guard let step = way.rest.popLast() else { throw TrustFailure(path, .notAFile) }
      if try way.take(String(step), isMade) { return way }
    }
    throw TrustFailure(path, .tooManyLinks)
  }

  private init(from folder: consuming OwnedDescriptor, place: String, _ rest: [Substring]) {
    self.folder = folder
    self.place = place
    self.rest = rest
  }

  /// The parts of a path, the last one first.
  private static func steps(of path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }.reversed()
  }

  /// One step.
  ///
  /// - Returns: true when it was the last.
  private mutating func take(_ step: String, _ isMade: Bool) throws(TrustFailure) -> Bool {
    if step == ".." {
      place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
      folder = try Self.opened("..", place.isEmpty ? "/" : place, in: folder.number)
      try Self.judge(folder.number, place.isEmpty ? "/" : place, isFolder: true)
      return false
    }
    let here = "\(place)/\(step)"
    let isLast = rest.isEmpty
    if isMade, !isLast { unsafe mkdirat(folder.number, step, 0o700) }
    let number = unsafe bulkhead_look_up(folder.number, step)
    guard number >= 0 else {
      let failure = SystemFailure(call: "open")
      // A file that is not there has a folder all the same.
      if isLast, failure.number == ENOENT {
        name = step
        return true
      }
      throw TrustFailure(here, .system(failure))
    }
    let found = OwnedDescriptor(owning: number)
    var status = stat()
    guard unsafe fstat(found.number, &status) == 0 else {
      throw TrustFailure(here, .system(SystemFailure(call: "fstat")))
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      try follow(found.number, here, owner: status.st_uid)
      return false
    }
    if isLast {
      name = step
      return true
    }
    try Self.judge(found.number, here, isFolder: true)
    folder = found
    place = here
    return false
  }

  private mutating func follow(_ link: Int32, _ here: String, owner: UInt32) throws(TrustFailure) {
    guard owner == geteuid() || owner == 0 else { throw TrustFailure(here, .foreignOwner(user: owner)) }
    linkCount += 1
    guard linkCount <= Self.linkCountMax else { throw TrustFailure(here, .tooManyLinks) }
    guard let target = Self.target(ofLink: link) else {
      throw TrustFailure(here, .system(SystemFailure(call: "readlink", number: EINVAL)))
    }
    rest += Self.steps(of: target)
    guard target.hasPrefix("/") else { return }
    folder = try Self.opened("/", "/")
    place = ""
    try Self.judge(folder.number, "/", isFolder: true)
  }

  /// What an open link holds; `nil` when it is none, or holds more than a path may have (4,095 bytes,
  /// PATH_MAX with its zero).
  static func target(ofLink link: Int32) -> String? {
    let target = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4_096) { buffer -> String in
      guard let start = buffer.baseAddress else { return "" }
      let count = unsafe readlinkat(link, "", start, buffer.count)
      if count <= 0 || count == buffer.count { return "" }
      return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
    return target.isEmpty ? nil : target
  }

  private static func opened(
    _ name: String, _ place: String, in folder: Int32 = AT_FDCWD
  ) throws(TrustFailure) -> OwnedDescriptor {
    let number = unsafe bulkhead_look_up(folder, name)
    guard number >= 0 else { throw TrustFailure(place, .system(SystemFailure(call: "open"))) }
    return OwnedDescriptor(owning: number)
  }

  /// Looks at kind, owner and mode of what is open. An access control list shows in the group's bits of the
  /// mode (acl(5)), so it needs no look of its own.
  @discardableResult
  static func judge(_ number: Int32, _ place: String, isFolder: Bool) throws(TrustFailure) -> Int {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else {
      throw TrustFailure(place, .system(SystemFailure(call: "fstat")))
    }
    guard status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG) else {
      throw TrustFailure(place, isFolder ? .notAFolder : .notAFile)
    }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw TrustFailure(place, .foreignOwner(user: status.st_uid))
    }
    guard status.st_mode & 0o022 == 0 else {
      throw TrustFailure(place, .writableByOthers(mode: Int(status.st_mode & 0o7777)))
    }
    return Int(status.st_size)
  }
}
