import Catalog
import LinuxIO
import Signing
import TestSupport
import Testing
import Values

@testable import Trading

/// By which a journal knows that the same order was asked before: journals of earlier versions have these
/// digests too.
@Suite(.onLoop) struct `What a call asks for` {
  /// SHA-256 of `create_order`, a line's end, and for each argument, by name, its name and its value behind a
  /// letter for the kind, each behind its length in four bytes. Worked out with another program.
  private static let digest = "93f0c4807f4b9eafd0fc204a63d43602715adb33493adbaeb91cb8cfdc17e21c"

  @LoopActor
  private static func digest(_ arguments: String) throws -> String {
    let tool = TradingLife.tool("create_order")
    let checked = try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool)
    let asked = AskedOrder(tool, checked, principal: "stdio") { [UInt8](repeating: 1, count: $0) }
    return Hexadecimal.text(asked.parameters)
  }

  private static let same = [
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.1","price":"60000"}"#,
    #"{"type":"LIMIT","price":60000.00,"quantity":"0.10","symbol":"btc/usdt","side":"BUY"}"#,
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.1","price":"60000","#
      + #""time_in_force":"GTC","allow_duplicate":true,"idempotency_key":"k","adjust":"round_down"}"#,
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.1","price":"60000","#
      + #""allow_duplicate":false}"#,
  ]

  @Test(arguments: same) @LoopActor func `the same order has the same digest`(arguments: String) throws {
    #expect(try Self.digest(arguments) == Self.digest)
  }

  @Test(arguments: [
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.11","price":"60000"}"#,
    #"{"symbol":"BTCUSDT","side":"SELL","type":"LIMIT","quantity":"0.1","price":"60000"}"#,
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"60000","price":"0.1"}"#,
    #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.1","price":"60000","time_in_force":"IOC"}"#,
  ]) @LoopActor func `another order has another`(arguments: String) throws {
    #expect(try Self.digest(arguments) != Self.digest)
  }
}
