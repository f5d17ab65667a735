internal import Glibc

/// Secrets that the environment brought along.
///
/// `unsetenv` only forgets the pointer: the bytes stay in the memory that /proc/PID/environ shows. So they
/// are overwritten in place first.
public enum SecretVariables {
  /// Overwrites and removes every variable whose name ends in `_SECRET` or `_SECRET_KEY`.
  ///
  /// - Returns: the names, for a word to the operator; never a value.
  @discardableResult
  public static func wipe() -> [String] {
    var names: [String] = []
    var entry = unsafe environ
    while let text = unsafe entry.pointee {
      if let equals = unsafe strchr(text, Int32(UInt8(ascii: "="))) {
        let nameByteCount = unsafe equals - text
        let name = unsafe String(
          decoding: UnsafeRawBufferPointer(start: text, count: nameByteCount), as: UTF8.self)
        if name.hasSuffix("_SECRET") || name.hasSuffix("_SECRET_KEY") {
          unsafe explicit_bzero(equals + 1, strlen(equals + 1))
          names.append(name)
        }
      }
      unsafe entry += 1
    }
    for name in names { unsafe unsetenv(name) }
    return names
  }
}
