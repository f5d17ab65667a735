/// What a pass over a text keeps. The parser is specialised for each, so that validating costs nothing for
/// what it does not keep.
protocol JSONParsingMode {
  /// Whether the nodes of values stay on the tape.
  static var keepsValues: Bool { get }
}
