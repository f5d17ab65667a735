import Values

/// Batches: an array of messages on one line, answered by an array on one line. Only 2025-03-26 has them.
extension MCPSession {
  /// Takes a line that is an array.
  mutating func receive(batch value: JSONValue, into output: inout Output) {
    if let refusal = refusal(of: value) {
      fail(.invalidRequest(refusal), id: nil, about: nil, batch: nil, &output)
      return
    }
    let batch = openBatch()
    for element in value.elements { receive(element, batch: batch, into: &output) }
    settle(batch, &output)
  }

  private func refusal(of value: JSONValue) -> MCPError.InvalidRequest? {
    guard sessionEra.version?.rules.acceptsBatches == true else {
      return .batchNotAllowed(sessionEra.version)
    }
    if value.count == 0 { return .emptyBatch }
    return value.count > MCPSession.batchCountMax ? .batchTooLong(countMax: MCPSession.batchCountMax) : nil
  }

  /// Counts one call of a batch (or the reading of the batch) as done, and sends the answers once all are.
  ///
  /// A batch without any answer (only notifications, or everything cancelled) gets none: not an empty array.
  mutating func settle(_ batch: UInt64?, _ output: inout Output) {
    guard let batch, var open = batches.removeValue(forKey: batch) else { return }
    open.openCount -= 1
    guard open.openCount == 0 else {
      batches[batch] = open
      return
    }
    batchedByteCount -= open.answers.count
    guard !open.answers.isEmpty else { return }
    output.bytes.append(UInt8(ascii: "["))
    output.bytes.append(contentsOf: open.answers)
    output.bytes.append(contentsOf: [UInt8(ascii: "]"), UInt8(ascii: "\n")])
  }

  private mutating func openBatch() -> UInt64 {
    defer { nextBatch += 1 }
    batches[nextBatch] = OpenBatch()
    return nextBatch
  }

  /// Sends the answer to a call that was written.
  mutating func conclude(_ call: PendingCall, _ output: inout Output) {
    // What an order has come to is said, whatever there is of it: whoever does not hear it asks again.
    if call.isRepeatable { refuseIfTooLong(call.id, batch: call.batch) }
    deliver(batch: call.batch, &output)
    settle(call.batch, &output)
  }

  /// Writes an error in the place of an answer for which there is no more room with those of its batch.
  ///
  /// By bytes and not by number: a list has a thousand times what a call of the exchange's time has. Errors
  /// are short, and no more than a batch has messages.
  mutating func refuseIfTooLong(_ id: RequestID, batch: UInt64?) {
    guard batch != nil, batchedByteCount + writer.bytes.count > OpenBatch.byteCountMax else { return }
    writer.removeAll(keepingCapacity: true)
    writer.answer(id, .batchTooLong(byteCountMax: OpenBatch.byteCountMax), unreadable: .null)
  }
}
