import PaperAccounts
import PaperCore
import PaperRoutes
import Testing
import Values

/// A customer of the wallet interface, whose requests need no signature.
final class WalletClient {
  let router: Router
  let account: Account
  var now: Int

  var accounts: Accounts { router.venue.accounts }

  init(seed: UInt64 = 7, now: Int = PaperClient.noon) throws {
    router = Router(venue: PaperVenue(exchange: PaperExchange(seed: seed)))
    self.now = now
    account = try #require(router.venue.accounts.open(now: now))
  }

  /// The answer to a request such as `GET sapi/v1/account/status` with `coin=BTC&limit=5`.
  func ask(_ target: String, _ query: String = "") throws(ExchangeError) -> JSONValue {
    let parts = target.split(separator: " ")
    let parameters = query.split(separator: "&").map { pair in
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Command.Parameter(name: String(halves[0]), value: halves.count == 2 ? String(halves[1]) : "")
    }
    let body = try router.replay(
      Command(
        time: now, account: account.number, method: String(parts[0]), path: "/" + parts[1],
        parameters: parameters))
    do {
      return try JSONDocument(body, limits: .exchangeReply).root
    } catch {
      preconditionFailure("the exchange writes JSON")
    }
  }

  /// Code and text of a refusal; the test fails when there is none.
  func refusal(_ target: String, _ query: String = "") throws -> String {
    do throws(ExchangeError) {
      _ = try ask(target, query)
    } catch {
      return "\(error.code) \(error.message)"
    }
    Issue.record("\(target) \(query) was not refused")
    return ""
  }

  func fund(_ asset: String, _ amount: String, _ wallet: String = "MAIN") throws {
    _ = try ask("POST paper/v1/fund", "asset=\(asset)&amount=\(amount)&wallet=\(wallet)")
  }

  func transfer(_ type: String, _ asset: String, _ amount: String) throws -> Int {
    let answer = try ask("POST sapi/v1/asset/transfer", "type=\(type)&asset=\(asset)&amount=\(amount)")
    return try answer.number("tranId")
  }
}

extension JSONValue {
  /// The elements of an array.
  var list: [JSONValue] { Array(elements) }
}
