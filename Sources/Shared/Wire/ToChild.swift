public import Catalog

/// What the launcher says to a child on its control socket.
public enum ToChild: Sendable, Equatable {
  /// To anybody: finish what runs, then end.
  case drain
  /// To the gateway, with the new link's end as a descriptor: this role's worker is being started.
  case link(role: Role, generation: UInt32, pid: Int32)
  /// To the gateway: this life of the role's worker is over.
  case down(Down)
  /// To the gateway: who is let in over the network from now on.
  case access(AccessRules)
  /// To the gateway: what clients are offered from now on.
  case offer(Offer)

  /// What clients are offered: it follows from the keys that there are, and from whether orders may be made.
  public struct Offer: Sendable, Equatable {
    /// The roles that have a worker.
    public let roles: [Role]
    /// Which of them answers the account tools.
    public let accountRole: Role
    /// Whether tools that move money are listed.
    public let mayTrade: Bool

    /// An offer.
    public init(roles: [Role], accountRole: Role, mayTrade: Bool) {
      self.roles = roles
      self.accountRole = accountRole
      self.mayTrade = mayTrade
    }
  }

  /// How a worker's life ended and when the next one begins.
  public struct Down: Sendable, Equatable {
    /// Whose.
    public let role: Role
    /// Which life.
    public let generation: UInt32
    /// Until the next start; `UInt32.max` when nobody will start it without being asked.
    public let retryMilliseconds: UInt32
    /// Lives that have ended so far without being asked to.
    public let restartCount: UInt32
    /// For people: "signal 9 (Killed)".
    public let cause: String
    /// Whether the worker ended because it was asked to, and as it was asked to.
    public let isAsked: Bool

    /// The word for "not by itself".
    public static let never = UInt32.max

    /// An ending.
    public init(
      role: Role, generation: UInt32, retryMilliseconds: UInt32, restartCount: UInt32, cause: String,
      isAsked: Bool = false
    ) {
      self.role = role
      self.generation = generation
      self.retryMilliseconds = retryMilliseconds
      self.restartCount = restartCount
      self.cause = cause
      self.isAsked = isAsked
    }
  }

  /// The message as a frame, added at the end of `bytes`.
  public func encode(into bytes: inout [UInt8]) {
    switch self {
    case .drain:
      Frame.end(Frame.begin(type: 1, in: &bytes), in: &bytes)
    case .link(let role, let generation, let pid):
      let start = Frame.begin(type: 2, generation: generation, in: &bytes)
      bytes.append(role.rawValue)
      bytes.append(u32: UInt32(bitPattern: pid))
      Frame.end(start, in: &bytes)
    case .down(let down):
      let start = Frame.begin(type: 3, generation: down.generation, in: &bytes)
      bytes.append(down.role.rawValue)
      bytes.append(u32: down.retryMilliseconds)
      bytes.append(u32: down.restartCount)
      bytes.append(text: down.cause, byteCountMax: 1024)
      bytes.append(down.isAsked ? 1 : 0)
      Frame.end(start, in: &bytes)
    case .access(let rules):
      let start = Frame.begin(type: 4, in: &bytes)
      rules.encode(into: &bytes)
      Frame.end(start, in: &bytes)
    case .offer(let offer):
      let start = Frame.begin(type: 5, in: &bytes)
      bytes.append(UInt8(offer.roles.count))
      for role in offer.roles { bytes.append(role.rawValue) }
      bytes.append(offer.accountRole.rawValue)
      bytes.append(offer.mayTrade ? 1 : 0)
      Frame.end(start, in: &bytes)
    }
  }

  /// Reads a frame.
  public init(_ frame: Frame) throws(WireFailure) {
    var fields = PayloadReader(frame)
    switch frame.type {
    case 1:
      self = .drain
    case 2:
      guard let role = Role(rawValue: try fields.u8()) else { throw .malformed(type: 2) }
      self = .link(role: role, generation: frame.generation, pid: Int32(bitPattern: try fields.u32()))
    case 3:
      guard let role = Role(rawValue: try fields.u8()) else { throw .malformed(type: 3) }
      let retry = try fields.u32()
      let restarts = try fields.u32()
      self = .down(
        Down(
          role: role, generation: frame.generation, retryMilliseconds: retry, restartCount: restarts,
          cause: try fields.text(), isAsked: try fields.u8() == 1))
    case 4:
      self = .access(try AccessRules(&fields))
    case 5:
      let count = try fields.u8()
      guard count <= Role.allCases.count else { throw .malformed(type: 5) }
      var roles: [Role] = []
      for _ in 0..<count {
        guard let role = Role(rawValue: try fields.u8()) else { throw .malformed(type: 5) }
        roles.append(role)
      }
      guard let accountRole = Role(rawValue: try fields.u8()) else { throw .malformed(type: 5) }
      self = .offer(Offer(roles: roles, accountRole: accountRole, mayTrade: try fields.u8() == 1))
    default:
      throw .unknownType(frame.type)
    }
    try fields.finish()
  }
}
