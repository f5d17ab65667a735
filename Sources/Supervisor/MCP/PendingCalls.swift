/// The running calls of one session, found by our number and by the client's id.
struct PendingCalls: Sendable {
  /// The most calls that may run at once. More is a client that has lost count; each costs memory here and in
  /// workers.
  static let countMax = 256

  private var calls: [UInt64: PendingCall] = [:]
  private var callIDs: [RequestID: UInt64] = [:]

  var count: Int { calls.count }

  func contains(_ id: RequestID) -> Bool { !callIDs.isEmpty && callIDs[id] != nil }

  /// - Precondition: no call with this number or id is running.
  mutating func insert(_ call: PendingCall, callID: UInt64) {
    calls[callID] = call
    callIDs[call.id] = callID
  }

  mutating func remove(_ callID: UInt64) -> PendingCall? {
    guard let call = calls.removeValue(forKey: callID) else { return nil }
    callIDs.removeValue(forKey: call.id)
    return call
  }

  mutating func remove(_ id: RequestID) -> (callID: UInt64, call: PendingCall)? {
    guard let callID = callIDs.removeValue(forKey: id), let call = calls.removeValue(forKey: callID) else {
      return nil
    }
    return (callID, call)
  }

  /// The progress to send for this many seconds, and the call it belongs to; `nil` when nobody asked for it.
  mutating func advance(_ callID: UInt64, elapsedSeconds: Int) -> (token: [UInt8], PendingCall)? {
    guard var call = calls[callID], let token = call.progressToken else { return nil }
    call.progress = max(call.progress + 1, elapsedSeconds)
    calls[callID] = call
    return (token, call)
  }
}
