/// How often a process says that its work loop turns.
public enum Heartbeat {
  /// Two seconds: rare enough to cost nothing, often enough that a stuck process is ended within ten.
  public static let intervalNanoseconds: UInt64 = 2_000_000_000
}
