internal import CLinux
internal import Glibc

/// The secrets that the environment brought along, and what became of them.
///
/// `unsetenv` only forgets the pointer: the bytes stay in the memory that /proc/PID/environ shows. So they
/// are overwritten in place; and where one is kept, in a `KeyPage`, the process then executes itself anew,
/// since nobody can say what else has copied an environment before `main`.
public struct EnvironmentSecrets: Sendable {
  /// How a process tells itself, over exec, and a server that it starts, under which numbers the pages are:
  /// `NAME:NUMBER` between commas.
  static let pagesVariable = "BULKHEAD_KEY_PAGES"
  /// Names of secrets that an earlier life of this process has erased.
  static let erasedVariable = "BULKHEAD_ERASED_SECRETS"
  /// The most pages that are handed on.
  static let pageCountMax = 8

  /// The secrets that were asked for, by the name of their variable.
  public private(set) var pages: [String: KeyPage] = [:]
  /// The names of those that were erased and not kept.
  public private(set) var erased: [String] = []

  /// The names of all that were there, kept or not.
  public var names: [String] { (Array(pages.keys) + erased).sorted() }

  /// Nothing was there.
  init() {}

  /// Overwrites and removes every variable whose name ends in `_SECRET` or `_SECRET_KEY`, and keeps those of
  /// `names`. Called before anything else in `main`.
  ///
  /// When it keeps one it shuts this process's doors, makes the pages, and executes the program again, with
  /// the same arguments, without the secrets and with the pages' numbers; the call then returns in that next
  /// life. Pages that came from there, or from a parent, are taken over.
  ///
  /// - Throws: what the kernel says; nothing secret is left in the environment then either.
  public static func take(_ names: [String]) throws(SystemFailure) -> EnvironmentSecrets {
    var found = EnvironmentSecrets()
    let handedOn = CurrentProcess.environment(pagesVariable)
    let wasHandedOn = handedOn != nil
    if let handedOn {
      // Before anything else: exec has opened the doors again.
      try CurrentProcess.harden(diesWithParent: false)
      found.takeOver(handedOn, names)
    }
    if let erased = CurrentProcess.environment(erasedVariable) {
      found.erased = erased.split(separator: ",").map { String($0) }
    }
    for name in [pagesVariable, erasedVariable] { unsafe unsetenv(name) }
    let present = secretNames()
    var isKept = false
    do throws(SystemFailure) {
      for name in present where names.contains(name) {
        if !isKept && !wasHandedOn { try CurrentProcess.harden(diesWithParent: false) }
        guard let page = try KeyPage(copyingVariable: name) else { continue }
        found.pages[name] = page
        isKept = true
      }
    } catch {
      erase(present)
      throw error
    }
    found.erased += present.filter { found.pages[$0] == nil }
    erase(present)
    if isKept { try found.becomeAnew() }
    return found
  }

  /// The environment entries that hand the pages to a process that gets them as descriptors from `first` on,
  /// and their numbers here in that order.
  public func handedOn(from first: Int32) -> (entries: [String], numbers: [Int32]) {
    let ordered = pages.sorted { $0.key < $1.key }
    if ordered.isEmpty { return ([], []) }
    let list = ordered.enumerated().map { "\($1.key):\(first + Int32($0))" }.joined(separator: ",")
    return (["\(Self.pagesVariable)=\(list)"], ordered.map(\.value.number))
  }

  private mutating func takeOver(_ list: String, _ names: [String]) {
    for entry in list.split(separator: ",").prefix(Self.pageCountMax) {
      let parts = entry.split(separator: ":")
      guard parts.count == 2, let number = Int32(parts[1]), number > 2,
        let page = KeyPage.inherited(number)
      else { continue }
      // One that is not wanted is closed again.
      if names.contains(String(parts[0])) { pages[String(parts[0])] = page }
    }
  }

  private func becomeAnew() throws(SystemFailure) {
    let list = pages.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.number)" }
    unsafe setenv(Self.pagesVariable, list.joined(separator: ","), 1)
    if !erased.isEmpty { unsafe setenv(Self.erasedVariable, erased.joined(separator: ","), 1) }
    for page in pages.values {
      try SystemCall.checked("fcntl(F_SETFD)") { bulkhead_keep_on_exec(page.number) }
    }
    try CurrentProcess.executeAgain()
  }

  /// The names of all variables that hold a secret, in the order of the environment.
  static func secretNames() -> [String] {
    var names: [String] = []
    unsafe forEachVariable { name, _ in
      if name.hasSuffix("_SECRET") || name.hasSuffix("_SECRET_KEY") { names.append(name) }
    }
    return names
  }

  /// Overwrites the values in place and forgets the names. All entries are looked at, since an environment
  /// may name a variable twice.
  static func erase(_ names: [String]) {
    unsafe forEachVariable { name, value in
      if names.contains(name) { unsafe explicit_bzero(value, strlen(value)) }
    }
    for name in names { unsafe unsetenv(name) }
  }

  private static func forEachVariable(_ body: (String, UnsafeMutablePointer<CChar>) -> Void) {
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      if let equals = unsafe strchr(text, Int32(UInt8(ascii: "="))) {
        let bytes = unsafe UnsafeRawBufferPointer(start: text, count: equals - text)
        unsafe body(String(decoding: bytes, as: UTF8.self), equals + 1)
      }
      unsafe entry += 1
    }
  }
}
