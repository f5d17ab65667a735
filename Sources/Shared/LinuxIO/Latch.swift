/// A value that is set once and waited for, such as the reason why a process is to end.
@safe
@LoopActor
public final class Latch<Value: Sendable> {
  private var stored: Value?
  private var waiters: [UnsafeContinuation<Void, Never>]

  /// Not set.
  public init() {
    unsafe waiters = []
  }

  /// True once it has been set.
  public var isSet: Bool { stored != nil }

  /// Sets the value; the first one stays.
  public func set(_ value: Value) {
    if stored != nil { return }
    stored = value
    let waiting = unsafe waiters
    unsafe waiters.removeAll()
    for index in unsafe waiting.indices { unsafe waiting[index].resume() }
  }

  /// Waits for the value.
  public func value() async -> Value {
    while true {
      if let stored { return stored }
      await unsafe withUnsafeContinuation { unsafe waiters.append($0) }
    }
  }
}
