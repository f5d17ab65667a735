/// Spans of time for people.
enum Elapsed {
  /// The span in milliseconds with one decimal, or in seconds from ten on: `1.3 ms`, `12.0 s`.
  static func text(_ nanoseconds: UInt64) -> String {
    let tenths = (nanoseconds + 50_000) / 100_000
    if tenths < 100_000 { return "\(tenths / 10).\(tenths % 10) ms" }
    let seconds = tenths / 1000
    return "\(seconds / 10).\(seconds % 10) s"
  }
}
