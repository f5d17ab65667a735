public import Catalog

/// What a child says to the launcher on its control socket.
public enum ToLauncher: Sendable, Equatable {
  /// The program runs and has shut its doors.
  case started
  /// The work loop turns.
  case heartbeat
  /// From the gateway: the role's worker has said `ready` and was accepted.
  case ready(role: Role, generation: UInt32)
  /// From the gateway: this worker must be ended, and why.
  ///
  /// `isPermanent`: the next one would be no better, such as a worker of another build.
  case refused(role: Role, generation: UInt32, isPermanent: Bool, reason: String)

  /// The message as a frame, added at the end of `bytes`.
  public func encode(into bytes: inout [UInt8]) {
    switch self {
    case .started:
      Frame.end(Frame.begin(type: 1, in: &bytes), in: &bytes)
    case .heartbeat:
      Frame.end(Frame.begin(type: 2, in: &bytes), in: &bytes)
    case .ready(let role, let generation):
      let start = Frame.begin(type: 3, generation: generation, in: &bytes)
      bytes.append(role.rawValue)
      Frame.end(start, in: &bytes)
    case .refused(let role, let generation, let isPermanent, let reason):
      let start = Frame.begin(type: 4, generation: generation, in: &bytes)
      bytes.append(role.rawValue)
      bytes.append(isPermanent ? 1 : 0)
      bytes.append(text: reason, byteCountMax: 1024)
      Frame.end(start, in: &bytes)
    }
  }

  /// Reads a frame.
  public init(_ frame: Frame) throws(WireFailure) {
    var fields = PayloadReader(frame)
    func role(_ number: UInt8) throws(WireFailure) -> Role {
      guard let role = Role(rawValue: number) else { throw .malformed(type: frame.type) }
      return role
    }
    switch frame.type {
    case 1: self = .started
    case 2: self = .heartbeat
    case 3: self = .ready(role: try role(try fields.u8()), generation: frame.generation)
    case 4:
      let who = try role(try fields.u8())
      let isPermanent = try fields.u8() == 1
      self = .refused(
        role: who, generation: frame.generation, isPermanent: isPermanent, reason: try fields.text())
    default: throw .unknownType(frame.type)
    }
    try fields.finish()
  }
}
