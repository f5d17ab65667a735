import HTTP
import LinuxIO
import PaperAccounts
import PaperRoutes
import Signing
import Values

/// `bulkhead-paper fund`: asks a running paper exchange for an amount of something, with one of its keys.
///
/// A signed request like any client's (`POST /paper/v1/fund`), so there is no second way in that would have
/// to be guarded.
struct FundCommand {
  static let flags = ["--key-dir", "--account", "--wallet", "--url", "--help"]

  var asset = ""
  var amount = ""
  var folder = ""
  var accountOrdinal = 1
  var wallet = Wallet.spot
  /// Where the exchange is; `nil` to look into the key folder.
  var url: String?

  /// Reads the arguments behind `fund`. `--flag=value` means `--flag value`.
  init(_ arguments: [String]) throws(PaperCommand.Mistake) {
    var rest = arguments[...]
    var words: [String] = []
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        words.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = String(parts[0])
      guard Self.flags.contains(flag) else {
        throw .init(message: PaperCommand.complaint(about: flag, among: Self.flags))
      }
      if parts.count == 2 { rest = [String(parts[1])] + rest }
      guard let value = rest.popFirst() else { throw .init(message: "\(flag) needs a value") }
      try read(flag, value)
    }
    guard words.count == 2 else { throw .init(message: "fund takes an asset and an amount, such as BTC 1") }
    guard !folder.isEmpty else {
      throw .init(message: "fund needs --key-dir DIR, the folder with the keys of the exchange")
    }
    (asset, amount) = (words[0], words[1])
  }

  private mutating func read(_ flag: String, _ value: String) throws(PaperCommand.Mistake) {
    switch flag {
    case "--key-dir": folder = value
    case "--url": url = value
    case "--wallet":
      guard let wallet = StartingBalance.wallets[value] else {
        throw .init(message: "--wallet takes spot, funding or futures, and not '\(value)'")
      }
      self.wallet = wallet
    default:
      guard let ordinal = Int(value), (1...KeyRecord.accountOrdinalMax).contains(ordinal) else {
        throw .init(message: "--account takes 1 to \(KeyRecord.accountOrdinalMax), and not '\(value)'")
      }
      accountOrdinal = ordinal
    }
  }

  /// Asks, and prints what came back.
  @LoopActor
  func run() async -> ExitCode {
    do throws(KeyFolder.Refusal) {
      let folder = try KeyFolder(folder)
      guard
        let record = folder.records.first(where: {
          $0.accountOrdinal == accountOrdinal && $0.rights.contains(.reading)
        })
      else {
        throw KeyFolder.Refusal(message: "\(folder.path) holds no key of account \(accountOrdinal)")
      }
      let place = if let url { url } else { try folder.url() }
      let client = try PaperClient(url: place)
      let reply = try await client.post(
        "/paper/v1/fund", [("asset", asset), ("amount", amount), ("wallet", wallet.rawValue)],
        id: record.id, signer: try folder.signer(of: record))
      return Self.show(reply)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .commandFailed
    }
  }

  private static func show(_ reply: HTTPReply) -> ExitCode {
    let text = String(decoding: reply.body, as: UTF8.self)
    guard reply.status == 200 else {
      StandardStream.error.write("bulkhead-paper: the exchange answered \(reply.status): \(text)\n")
      return .commandFailed
    }
    StandardStream.output.write(text + "\n")
    return .success
  }
}
