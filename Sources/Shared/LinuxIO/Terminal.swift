internal import CLinux
internal import Glibc

/// The terminal that a command was typed on, for the few that ask something.
public enum Terminal {
  /// The most bytes of an answer; a longer one is cut.
  public static let lineByteCountMax = 4_096

  /// Whether a person can be asked: both what is read and what is written is a terminal.
  public static var isThere: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// Drops what was typed before the question that follows (tcflush(3)): it was typed by somebody who had not
  /// read it.
  public static func dropTyped() {
    // Where it is no terminal there is nothing to drop.
    tcflush(0, TCIFLUSH)
  }

  /// Waits for a line, which ends with the return key.
  ///
  /// - Returns: the line without spaces around it; `nil` at the end of the input, or for what is not UTF-8.
  public static func line() -> String? {
    var bytes: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      let count = unsafe Glibc.read(0, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      if byte == UInt8(ascii: "\n") { break }
      if bytes.count < lineByteCountMax { bytes.append(byte) }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let blanks: Set<Character> = [" ", "\t", "\r"]
    let rest = text.drop { blanks.contains($0) }
    guard let last = rest.lastIndex(where: { !blanks.contains($0) }) else { return "" }
    return String(rest[...last])
  }
}
