public import Catalog

/// What a worker says to the gateway.
public enum ToSupervisor: Sendable, Equatable {
  /// The first message of a worker's life; nothing is routed before it.
  case ready(Readiness)
  /// A call is being worked on; for people.
  case progress(callID: UInt64, message: String)
  /// A call's answer.
  case finished(Finished)
  /// A line of the worker's log for the clients that want to hear it; the worker has written it to stderr
  /// itself.
  case log(level: UInt8, text: String)
  /// What a call that moves money is known by at the exchange, said before anything is sent: should this
  /// worker die, the answer can name it.
  case intended(callID: UInt64, clientOrderID: String)
  /// A person has to agree before the call goes on. A client that cannot be asked meanwhile takes the
  /// question away with the state, and comes back with both; empty when that cannot be.
  case confirm(callID: UInt64, id: String, message: String, state: String)
  /// The orders, or what may be done with money, are not as they were.
  case changed
  /// What the exchange's headers said about a rate limit, for the other workers on this address.
  case usage(BudgetUse)

  /// Who a worker is.
  public struct Readiness: Sendable, Equatable {
    /// The part it plays.
    public let role: Role
    /// The version of this protocol that it speaks.
    public let wireVersion: UInt16
    /// The build that it comes from.
    public let buildIdentity: String
    /// The table of tools that it has.
    public let catalogDigest: String
    /// What keeps it in, for server_status.
    public let sandbox: String

    /// An introduction.
    public init(
      role: Role, wireVersion: UInt16, buildIdentity: String, catalogDigest: String, sandbox: String
    ) {
      self.role = role
      self.wireVersion = wireVersion
      self.buildIdentity = buildIdentity
      self.catalogDigest = catalogDigest
      self.sandbox = sandbox
    }
  }

  /// A call's answer and what it says about the rate budget.
  public struct Finished: Sendable, Equatable {
    /// Whose answer.
    public let callID: UInt64
    /// False for an error envelope.
    public let isSuccess: Bool
    /// Weight that the exchange has counted in its current minute, as its last header said.
    public let usedWeight: UInt32
    /// The minute's limit.
    public let weightLimit: UInt32
    /// The envelope, compact JSON; the gateway validates it in one pass and splices it into the answer.
    public let envelope: ArraySlice<UInt8>

    /// An answer.
    public init(
      callID: UInt64, isSuccess: Bool, usedWeight: UInt32, weightLimit: UInt32, envelope: ArraySlice<UInt8>
    ) {
      self.callID = callID
      self.isSuccess = isSuccess
      self.usedWeight = usedWeight
      self.weightLimit = weightLimit
      self.envelope = envelope
    }

    /// The message as a frame, added at the end of `bytes`.
    public func encode(generation: UInt32, into bytes: inout [UInt8]) {
      // The head in one piece, because every answer takes this way.
      let behind = Frame.fixedByteCount + FinishedHead.byteCount + envelope.count
      bytes.reserveCapacity(bytes.count + 4 + behind)
      bytes.append(addingCapacity: Frame.headByteCount + FinishedHead.byteCount) {
        (output: inout OutputSpan<UInt8>) in
        output.append(littleEndian: UInt64(behind), byteCount: 4)
        output.append(FinishedHead.type)
        output.append(littleEndian: callID, byteCount: 8)
        output.append(littleEndian: UInt64(generation), byteCount: 4)
        output.append(isSuccess ? 1 : 0)
        output.append(littleEndian: UInt64(usedWeight), byteCount: 4)
        output.append(littleEndian: UInt64(weightLimit), byteCount: 4)
      }
      bytes.append(contentsOf: envelope)
    }
  }

  /// The message as a frame, added at the end of `bytes`.
  public func encode(generation: UInt32, into bytes: inout [UInt8]) {
    switch self {
    case .ready(let readiness):
      let start = Frame.begin(type: 1, generation: generation, in: &bytes)
      bytes.append(readiness.role.rawValue)
      bytes.append(u16: readiness.wireVersion)
      bytes.append(text: readiness.buildIdentity)
      bytes.append(text: readiness.catalogDigest)
      bytes.append(text: readiness.sandbox)
      Frame.end(start, in: &bytes)
    case .progress(let callID, let message):
      let start = Frame.begin(type: 2, callID: callID, generation: generation, in: &bytes)
      bytes.append(text: message)
      Frame.end(start, in: &bytes)
    case .finished(let finished):
      finished.encode(generation: generation, into: &bytes)
    case .log(let level, let text):
      let start = Frame.begin(type: 4, generation: generation, in: &bytes)
      bytes.append(level)
      bytes.append(text: text)
      Frame.end(start, in: &bytes)
    case .intended(let callID, let clientOrderID):
      let start = Frame.begin(type: 5, callID: callID, generation: generation, in: &bytes)
      bytes.append(text: clientOrderID)
      Frame.end(start, in: &bytes)
    case .changed:
      Frame.end(Frame.begin(type: 8, generation: generation, in: &bytes), in: &bytes)
    case .confirm(let callID, let id, let message, let state):
      let start = Frame.begin(type: 6, callID: callID, generation: generation, in: &bytes)
      bytes.append(text: id)
      bytes.append(text: message)
      bytes.append(text: state, byteCountMax: WireReply.stateByteCountMax)
      Frame.end(start, in: &bytes)
    case .usage(let use):
      let start = Frame.begin(type: 7, generation: generation, in: &bytes)
      use.encode(into: &bytes)
      Frame.end(start, in: &bytes)
    }
  }

  /// Reads a frame.
  public init(_ frame: Frame) throws(WireFailure) {
    var fields = PayloadReader(frame)
    switch frame.type {
    case 1:
      guard let role = Role(rawValue: try fields.u8()) else { throw .malformed(type: 1) }
      let version = try fields.u16()
      let build = try fields.text()
      let digest = try fields.text()
      let sandbox = try fields.text()
      // A later version may say more here: the version is what decides, and it must be readable to be named
      // in the refusal.
      self = .ready(
        Readiness(
          role: role, wireVersion: version, buildIdentity: build, catalogDigest: digest, sandbox: sandbox))
    case 2:
      let message = try fields.text()
      try fields.finish()
      self = .progress(callID: frame.callID, message: message)
    case FinishedHead.type:
      let head = try FinishedHead(frame.payload.span)
      self = .finished(
        Finished(
          callID: frame.callID, isSuccess: head.isSuccess, usedWeight: head.usedWeight,
          weightLimit: head.weightLimit, envelope: frame.payload.dropFirst(FinishedHead.byteCount)))
    case 4:
      let level = try fields.u8()
      let text = try fields.text()
      try fields.finish()
      self = .log(level: level, text: text)
    case 5:
      let clientOrderID = try fields.text()
      try fields.finish()
      self = .intended(callID: frame.callID, clientOrderID: clientOrderID)
    case 6:
      let id = try fields.text()
      let message = try fields.text()
      let state = try fields.text()
      try fields.finish()
      self = .confirm(callID: frame.callID, id: id, message: message, state: state)
    case 8:
      try fields.finish()
      self = .changed
    case 7:
      self = .usage(try BudgetUse(&fields))
      try fields.finish()
    default:
      throw .unknownType(frame.type)
    }
  }
}
