public import PaperAccounts
public import PaperRoutes
internal import Signing

/// One entry of a log.
public enum LogRecord: Sendable, Hashable {
  /// The program began to write; its build, and the exchange's time.
  case started(build: String, time: Int)
  /// An account was opened.
  case opened(account: Int, commission: CommissionRates, time: Int)
  /// A command was carried out.
  case command(Command)
  /// What everybody had after the record before it.
  case balances(digest: [UInt8], time: Int)

  /// Bytes that a record may have: a request's body has at most a quarter of it.
  public static let byteCountMax = 1 << 20

  private enum Kind: UInt8 {
    case started = 1
    case opened = 2
    case command = 3
    case balances = 4
  }

  /// The exchange's time of it in milliseconds.
  public var time: Int {
    switch self {
    case .started(_, let time), .opened(_, _, let time), .balances(_, let time): time
    case .command(let command): command.time
    }
  }

  /// The record as bytes, without what frames and protects it.
  var bytes: [UInt8] {
    var writer = LogBytes()
    writer.append(kind.rawValue)
    writer.append(Int64(time))
    switch self {
    case .started(let build, _): writer.append(build)
    case .opened(let account, let commission, _):
      writer.append(Int64(account))
      writer.append(Int64(commission.maker))
      writer.append(Int64(commission.taker))
    case .command(let command):
      writer.append(Int64(command.account))
      writer.append(UInt8(command.isOverLimit ? 1 : 0))
      writer.append(command.method)
      writer.append(command.path)
      writer.append(UInt16(command.parameters.count))
      for parameter in command.parameters {
        writer.append(parameter.name)
        writer.append(parameter.value)
      }
    case .balances(let digest, _): writer.append(raw: digest)
    }
    return writer.bytes
  }

  private var kind: Kind {
    switch self {
    case .started: .started
    case .opened: .opened
    case .command: .command
    case .balances: .balances
    }
  }

  /// Reads a record; `nil` for anything that `bytes` does not make.
  init?(_ bytes: ArraySlice<UInt8>) {
    var reader = LogByteReader(bytes)
    guard let kind = reader.number(UInt8.self).flatMap(Kind.init), let time = reader.number(Int64.self),
      let record = Self.record(kind, Int(time), &reader), reader.isAtEnd
    else { return nil }
    self = record
  }

  private static func record(_ kind: Kind, _ time: Int, _ reader: inout LogByteReader) -> LogRecord? {
    switch kind {
    case .started: return reader.text().map { .started(build: $0, time: time) }
    case .opened:
      guard let account = reader.number(Int64.self), let maker = reader.number(Int64.self),
        let taker = reader.number(Int64.self)
      else { return nil }
      let rates = CommissionRates(maker: Int(maker), taker: Int(taker))
      return .opened(account: Int(account), commission: rates, time: time)
    case .command: return command(time, &reader).map { .command($0) }
    case .balances:
      return reader.raw(SHA256.byteCount).map { .balances(digest: Array($0), time: time) }
    }
  }

  private static func command(_ time: Int, _ reader: inout LogByteReader) -> Command? {
    guard let account = reader.number(Int64.self), let isOverLimit = reader.number(UInt8.self),
      isOverLimit <= 1, let method = reader.text(), let path = reader.text(),
      let count = reader.number(UInt16.self)
    else { return nil }
    var parameters: [Command.Parameter] = []
    for _ in 0..<count {
      guard let name = reader.text(), let value = reader.text() else { return nil }
      parameters.append(Command.Parameter(name: name, value: value))
    }
    return Command(
      time: time, account: Int(account), method: method, path: path, parameters: parameters,
      isOverLimit: isOverLimit == 1)
  }
}
