internal import LinuxIO

/// How a call reaches its client while it runs; each is absent when nobody listens.
public struct CallVoice {
  /// Takes a line about how far the call is.
  public var progress: (@LoopActor (String) -> Void)?
  /// Takes the client order id of what is about to be sent.
  public var intend: (@LoopActor (_ clientOrderID: String) -> Void)?
  /// Asks the person: the question's id, the words, the state for a client that takes it away, and what takes
  /// the answer, once.
  public var confirm:
    (
      @LoopActor (
        _ id: String, _ message: String, _ state: String,
        _ answer: @escaping @LoopActor (Confirmation) -> Void
      ) -> Void
    )?

  /// A call that nobody listens to.
  public init() {}
}
