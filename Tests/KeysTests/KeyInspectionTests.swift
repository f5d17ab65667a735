import Catalog
import Configuration
import Exchange
import LinuxIO
import Log
import TestSupport
import Testing
import Values

@testable import Keys

@Suite(.onLoop) struct `Asking the exchange about a key` {
  private static let trading = ["enableReading", "enableSpotAndMarginTrading"]
  private static let offline = ToolFailure(kind: .networkError, message: "it is away", isRetryable: true)

  @LoopActor private func call() -> CallContext {
    CallContext(callID: 0, deadlineNanoseconds: EventLoop.now + 5_000_000_000)
  }

  @LoopActor private func inspection(
    _ exchange: ScriptedExchange, _ purpose: KeyPurpose = .trading, venue: Venue = .live
  ) -> KeyInspection {
    KeyInspection(KeyUse(purpose, allowsWithdrawals: false), exchange: exchange, venue: venue)
  }

  @Test @LoopActor func `is one signed request that changes nothing`() async throws {
    let exchange = ScriptedExchange([.answer(ScriptedRights.text(Self.trading, isBound: false))])
    let warnings = try await inspection(exchange).warnings(for: call())
    #expect(warnings.count == 1)
    let request = try #require(exchange.requests.first)
    #expect(exchange.requests.count == 1)
    #expect(request.endpoint.method == "GET")
    #expect(request.endpoint.path == "/sapi/v1/account/apiRestrictions")
    #expect(request.endpoint.security == .userData)
    #expect(request.isRead && request.query.isEmpty && request.weight == 1)
  }

  @Test @LoopActor func `is left out on the testnet, which has no answer, and that is said`() async throws {
    let exchange = ScriptedExchange([.failure(Self.offline)])
    let warnings = try await inspection(exchange, venue: .testnet).warnings(for: call())
    #expect(warnings.first?.contains("testnet") == true)
    #expect(exchange.requests.isEmpty)
  }

  @Test @LoopActor func `ends in a refusal that says what to do`() async throws {
    let exchange = ScriptedExchange([.answer(ScriptedRights.text(Self.trading))])
    do throws(ToolFailure) {
      _ = try await inspection(exchange, .read).warnings(for: call())
      Issue.record("it was accepted")
    } catch {
      #expect(error.kind == .policyRefused)
      #expect(!error.isRetryable)
      #expect(error.message.contains("read only"))
      #expect(error.suggestion?.contains("bulkhead restart account") == true)
    }
  }

  @Test @LoopActor func `may be tried again when the answer cannot be read`() async throws {
    let exchange = ScriptedExchange([.answer("{\"code\":0}")])
    do throws(ToolFailure) {
      _ = try await inspection(exchange).warnings(for: call())
      Issue.record("it was accepted")
    } catch {
      #expect(error.isRetryable)
    }
  }

  @Test @LoopActor func `goes on until the exchange answers, and asks no more then`() async throws {
    let exchange = ScriptedExchange([.failure(Self.offline), .answer(ScriptedRights.text(Self.trading))])
    var codes: [ExitCode] = []
    let watch = KeyWatch(
      [inspection(exchange)], logger: Logger(process: "test", level: .error)
    ) { codes.append($0) }
    watch.start()
    while exchange.requests.count < 2 { await EventLoop.shared.sleep(nanoseconds: 20_000_000) }
    #expect(try await watch.judge(for: call()).isEmpty)
    #expect(exchange.requests.count == 2)
    #expect(codes.isEmpty)
  }

  @Test @LoopActor func `ends the worker for a key that is refused`() async throws {
    let exchange = ScriptedExchange([
      .answer(ScriptedRights.text(Self.trading + ["enableWithdrawals"]))
    ])
    var codes: [ExitCode] = []
    let watch = KeyWatch(
      [inspection(exchange)], logger: Logger(process: "test", level: .error)
    ) { codes.append($0) }
    watch.start()
    while codes.isEmpty { await EventLoop.shared.sleep(nanoseconds: 10_000_000) }
    #expect(codes == [.credentialRefused])
    await EventLoop.shared.sleep(nanoseconds: 700_000_000)
    #expect(exchange.requests.count == 1, "a refused key is not asked about again")
  }
}
