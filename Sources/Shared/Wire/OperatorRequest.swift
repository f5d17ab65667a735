public import Catalog

/// What the operator says to a running server, over the control sockets in its state folder.
///
/// The launcher answers `status` and `restart`; the trading worker answers `status`, `orders`, `halt`,
/// `resume`, `confirm`, `decline` and `settle`. Whoever gets what is not its own answers that it is not.
public enum OperatorRequest: Sendable, Equatable {
  /// How are you?
  case status
  /// The intents of late, the newest first.
  case orders(countMax: UInt16)
  /// Stop new orders now. `reason` is for the audit trail.
  case halt(reason: String)
  /// Let orders go on.
  case resume
  /// Start this role's worker anew; a changed key file is read then.
  case restart(Role)
  /// Agree to the order behind this id. `digest` is what the person was shown, so that a yes is a yes to
  /// that.
  case confirm(id: String, digest: String)
  /// Say no to the order behind this id, for as long as its question would have stood.
  case decline(id: String, digest: String)
  /// What would be agreed to with `confirm`.
  case question(id: String)
  /// What is known of the intent with this client order id.
  case intent(id: String)
  /// Write down what became of an intent that the exchange has forgotten, by the operator's word.
  case settle(id: String, wasPlaced: Bool)

  /// The message as a frame, added at the end of `bytes`.
  public func encode(into bytes: inout [UInt8]) {
    let start: Int
    switch self {
    case .status: start = Frame.begin(type: 1, in: &bytes)
    case .orders(let countMax):
      start = Frame.begin(type: 2, in: &bytes)
      bytes.append(u16: countMax)
    case .halt(let reason):
      start = Frame.begin(type: 3, in: &bytes)
      bytes.append(text: reason, byteCountMax: 256)
    case .resume: start = Frame.begin(type: 4, in: &bytes)
    case .restart(let role):
      start = Frame.begin(type: 5, in: &bytes)
      bytes.append(role.rawValue)
    case .confirm(let id, let digest):
      start = Frame.begin(type: 6, in: &bytes)
      bytes.append(text: id, byteCountMax: 64)
      bytes.append(text: digest, byteCountMax: 64)
    case .question(let id):
      start = Frame.begin(type: 7, in: &bytes)
      bytes.append(text: id, byteCountMax: 64)
    case .intent(let id):
      start = Frame.begin(type: 8, in: &bytes)
      bytes.append(text: id, byteCountMax: 64)
    case .settle(let id, let wasPlaced):
      start = Frame.begin(type: 9, in: &bytes)
      bytes.append(text: id, byteCountMax: 64)
      bytes.append(wasPlaced ? 1 : 0)
    case .decline(let id, let digest):
      start = Frame.begin(type: 10, in: &bytes)
      bytes.append(text: id, byteCountMax: 64)
      bytes.append(text: digest, byteCountMax: 64)
    }
    Frame.end(start, in: &bytes)
  }

  /// Reads a frame.
  public init(_ frame: Frame) throws(WireFailure) {
    var fields = PayloadReader(frame)
    switch frame.type {
    case 1: self = .status
    case 2: self = .orders(countMax: try fields.u16())
    case 3: self = .halt(reason: try fields.text())
    case 4: self = .resume
    case 5:
      guard let role = Role(rawValue: try fields.u8()) else { throw .malformed(type: 5) }
      self = .restart(role)
    case 6:
      let id = try fields.text()
      self = .confirm(id: id, digest: try fields.text())
    case 7: self = .question(id: try fields.text())
    case 8: self = .intent(id: try fields.text())
    case 9:
      let id = try fields.text()
      let flag = try fields.u8()
      guard flag <= 1 else { throw .malformed(type: 9) }
      self = .settle(id: id, wasPlaced: flag == 1)
    case 10:
      let id = try fields.text()
      self = .decline(id: id, digest: try fields.text())
    default: throw .unknownType(frame.type)
    }
    try fields.finish()
  }
}
