internal import Catalog

extension WireCall {
  /// The message type of a call.
  static let type: UInt8 = 1

  /// Somebody listens to progress.
  static let progressFlag: UInt8 = 1
  /// There is a reply between the tool's name and the arguments.
  static let replyFlag: UInt8 = 2

  /// The message as a frame, added at the end of `bytes`: the head in one piece, because every call takes
  /// this way.
  public func encode(generation: UInt32, into bytes: inout [UInt8]) {
    var replyBytes: [UInt8] = []
    if let reply { reply.encode(into: &replyBytes) }
    let nameByteCount = toolName.utf8.count
    let principalByteCount = principal.name.utf8.count
    precondition(nameByteCount <= UInt16.max, "a tool's name is short")
    let behind =
      Frame.fixedByteCount + 10 + principalByteCount + nameByteCount + replyBytes.count + arguments.count
    bytes.append(addingCapacity: 4 + behind) { (output: inout OutputSpan<UInt8>) in
      output.append(littleEndian: UInt64(behind), byteCount: 4)
      output.append(Self.type)
      output.append(littleEndian: callID, byteCount: 8)
      output.append(littleEndian: UInt64(generation), byteCount: 4)
      output.append(littleEndian: UInt64(timeoutMilliseconds), byteCount: 4)
      output.append(sendCountMax)
      output.append((wantsProgress ? Self.progressFlag : 0) | (reply == nil ? 0 : Self.replyFlag))
      output.append(principal.scopes.rawValue)
      output.append(UInt8(principalByteCount))
      if principalByteCount > 0 {
        for byte in principal.name.utf8 { output.append(byte) }
      }
      output.append(littleEndian: UInt64(nameByteCount), byteCount: 2)
    }
    bytes.append(contentsOf: toolName.utf8)
    if !replyBytes.isEmpty { bytes.append(contentsOf: replyBytes) }
    bytes.append(contentsOf: arguments)
  }
}

extension OutputSpan<UInt8> {
  /// Adds the lowest bytes of a number, lowest first.
  @inline(__always)
  mutating func append(littleEndian value: UInt64, byteCount: Int) {
    for index in 0..<byteCount { append(UInt8(truncatingIfNeeded: value &>> UInt64(index &* 8))) }
  }
}
