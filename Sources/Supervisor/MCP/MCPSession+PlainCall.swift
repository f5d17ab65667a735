import Catalog
import Values

/// The short road of calls.
extension MCPSession {
  /// Takes a line that is a call in its plain form, on which nothing is to be refused.
  ///
  /// - Returns: false when the line has to be looked at more closely; nothing has happened then.
  mutating func receive(plainCall line: Span<UInt8>, into output: inout Output) -> Bool {
    guard let version = sessionEra.version, pending.count < PendingCalls.countMax,
      let call = PlainCall(line, on: tape, answers)
    else { return false }
    let id = RequestID(plain: line.extracting(call.id))
    if isInFlight(id) { return false }
    let token = call.progressToken.map { [UInt8](copying: line.extracting($0)) }
    let arguments = call.arguments.map { [UInt8](copying: line.extracting($0.range)) }
    begin(
      PendingCall(
        callID: nextCallID, id: id, version: version, batch: nil, progressToken: token),
      answers.toolIndex[call.tool],
      arguments: arguments ?? Array("{}".utf8), &output)
    return true
  }
}
