/// The calls of a session that have not been answered.
///
/// A plain array, searched from the front: nearly always it holds one to three calls, and at most `countMax`,
/// where looking at each costs less than two dictionaries of hashed ids.
struct PendingCalls: Sendable {
  /// The most calls at a time; one more gets a clear error.
  static let countMax = 256

  private var calls: [PendingCall] = []

  /// Calls that have not been answered.
  var count: Int { calls.count }

  /// Whether a call with the client's id is running.
  func contains(_ id: RequestID) -> Bool {
    for index in calls.indices where calls[index].id == id { return true }
    return false
  }

  /// A running call by our number.
  subscript(callID: UInt64) -> PendingCall? {
    for index in calls.indices where calls[index].callID == callID { return calls[index] }
    return nil
  }

  /// Adds a call.
  mutating func insert(_ call: consuming PendingCall) {
    calls.append(call)
  }

  /// Takes out a call by our number.
  mutating func remove(_ callID: UInt64) -> PendingCall? {
    // Nearly always there is one only.
    if calls.last?.callID == callID { return calls.removeLast() }
    for index in calls.indices where calls[index].callID == callID { return calls.remove(at: index) }
    return nil
  }

  /// Takes out a call by the client's id.
  mutating func remove(_ id: RequestID) -> PendingCall? {
    for index in calls.indices where calls[index].id == id { return calls.remove(at: index) }
    return nil
  }

  /// Notes progress of a call whose client listens; nil for others.
  mutating func advance(_ callID: UInt64, elapsedSeconds: Int) -> (token: [UInt8], PendingCall)? {
    for index in calls.indices where calls[index].callID == callID {
      guard let token = calls[index].progressToken else { return nil }
      calls[index].progress = max(calls[index].progress + 1, elapsedSeconds)
      return (token, calls[index])
    }
    return nil
  }
}
