/// The pass that keeps nothing: only the containers still open, and their keys when these have to be told
/// apart, are on the tape.
enum JSONValidation: JSONParsingMode {
  @inline(__always)
  static var keepsValues: Bool { false }
}
