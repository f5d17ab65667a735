import Foundation
import Testing

extension `End to end` {
  /// A person is asked about an order over stdio; the ledger of the paper exchange says what became of it.
  @Suite struct `Questions to a person over stdio` {
    /// A client of 2025-06-18 that can ask, and whose orders above 100 USDT somebody has to agree to.
    private final class Desk {
      let floor: TradingFloor
      let server: ServerUnderTest
      /// How many of the server's own messages were looked at.
      private var takenCount = 0

      init(policy: String = "") throws {
        floor = try TradingFloor(policy: #""confirm_above": "100""# + policy)
        server = try floor.server(capabilities: ["elicitation": [:] as [String: Any]])
        try server.waitUntilOpen()
      }

      /// Asks for an order of 150 USDT.
      func begin() -> Int {
        server.begin(
          "create_order", PlainOrder(0, more: ["quantity": "0.003", "allow_duplicate": true]).arguments)
      }

      /// The next message that is no answer to a request of the client.
      ///
      /// - Parameter method: of a request or a notification; nil for the refusal of what has no id.
      func next(_ method: String?) throws -> Answer {
        try server.wait(for: method ?? "a refusal") { server.others.count > takenCount }
        let said = server.others[takenCount]
        takenCount += 1
        #expect(said.method == method, "\(said.message)")
        return said
      }

      /// The id of the question about an order, whose words are looked at.
      func question() throws -> String {
        let said = try next("elicitation/create")
        let params = said.message["params"] as? [String: Any] ?? [:]
        let text = params["message"] as? String ?? ""
        let words = "spot BTCUSDT: buy 0.003 BTC at 50000 USDT"
        #expect(text.contains("custom venue") && text.contains(words) && text.contains("150 USDT"), "\(text)")
        let schema = params["requestedSchema"] as? [String: Any] ?? [:]
        #expect((schema["properties"] as? [String: Any])?.keys.sorted() == ["confirm"], "\(params)")
        return try #require(said.message["id"] as? String)
      }

      /// A call that is answered while the question stands, so that whatever came before it was read.
      func expectOthersServed() throws {
        #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      }

      func send(_ line: String) { server.program.send("\(line)\n".utf8) }

      func finish() throws {
        // All that was said of the server's own was looked at.
        #expect(server.others.count == takenCount, "\(server.others.dropFirst(takenCount))")
        try floor.finish(server)
      }
    }

    private static func reply(_ id: String, _ member: String) -> String {
      #"{"jsonrpc":"2.0","id":"\#(id)",\#(member)}"#
    }

    private static let yes = #""result":{"action":"accept","content":{"confirm":true}}"#

    /// What else a client may say to a question, and what becomes of the call.
    private static let noes: [(member: String, failure: String)] = [
      (#""result":{"action":"decline"}"#, "confirmation_declined"),
      (#""result":{"action":"decline","content":{"confirm":true}}"#, "confirmation_declined"),
      (#""result":{"action":"accept","content":{"confirm":false}}"#, "confirmation_declined"),
      (#""result":{"action":"accept","content":{}}"#, "confirmation_declined"),
      (#""result":{"action":"accept"}"#, "confirmation_declined"),
      (#""result":{"action":"cancel"}"#, "confirmation_required"),
      (#""result":{"action":"cancel","content":{"confirm":true}}"#, "confirmation_required"),
      (#""error":{"code":-32603,"message":"no window"}"#, "confirmation_required"),
      // In another form than asked for.
      (#""result":{"action":"accept","content":{"confirm":"true"}}"#, "confirmation_declined"),
      (#""result":{"action":"accept","content":{"confirm":1}}"#, "confirmation_declined"),
      (#""result":{"action":"accept","content":{"Confirm":true}}"#, "confirmation_declined"),
      (#""result":{"action":"accept","content":[true]}"#, "confirmation_declined"),
      (#""result":{"action":"accept","confirm":true}"#, "confirmation_declined"),
      (#""result":{"action":"ACCEPT","content":{"confirm":true}}"#, "confirmation_required"),
      (#""result":{"action":true,"content":{"confirm":true}}"#, "confirmation_required"),
      (#""result":{"content":{"confirm":true}}"#, "confirmation_required"),
      (#""result":true"#, "confirmation_required"), (#""result":{}"#, "confirmation_required"),
      (#""result":null"#, "confirmation_required"),
    ]

    @Test func `nothing but a yes in its own field places the order, and a yes places it once`() throws {
      let desk = try Desk()
      for (member, failure) in Self.noes {
        let call = desk.begin()
        desk.send(Self.reply(try desk.question(), member))
        let answer = try desk.server.answer(call)
        #expect(answer.failureType == failure, "\(member): \(answer.text)")
      }
      #expect(try desk.floor.orderPosts().isEmpty)
      let call = desk.begin()
      let question = try desk.question()
      try desk.expectOthersServed()
      #expect(try desk.floor.orderPosts().isEmpty, "nothing is placed before the answer")
      // A second answer is one to nothing, whatever it says.
      desk.send(Self.reply(question, Self.yes) + "\n" + Self.reply(question, Self.yes))
      desk.send(Self.reply(question, Self.noes[0].member))
      let placed = try desk.server.answer(call)
      #expect(placed.isSuccess, "\(placed.text)")
      #expect(try desk.floor.sends() == [#require(placed.clientOrderID): 1])
      // Nor is it one to the next question.
      let next = desk.begin()
      let another = try desk.question()
      #expect(another != question)
      desk.send(Self.reply(question, Self.yes))
      try desk.expectOthersServed()
      desk.send(Self.reply(another, Self.noes[0].member) + "\n" + Self.reply(another, Self.yes))
      #expect(try desk.server.answer(next).failureType == "confirmation_declined")
      try desk.expectOthersServed()
      #expect(try desk.floor.orderPosts().count == 1)
      try desk.finish()
    }

    @Test func `an answer to nothing, or one that cannot be read, leaves the question standing`() throws {
      let desk = try Desk()
      let call = desk.begin()
      let question = try desk.question()
      // Each says no: had one of them counted, no yes behind it would.
      let no = Self.reply(question, Self.noes[0].member)
      for wrong in [
        no.replacingOccurrences(of: question, with: question + "0"),
        no.replacingOccurrences(of: "\"\(question)\"", with: "1"),
        no.replacingOccurrences(of: "\"\(question)\"", with: "\(call)"),
        no.replacingOccurrences(of: "\"\(question)\"", with: "null"),
        no.replacingOccurrences(of: "\"id\"", with: "\"ID\""),
      ] {
        desk.send(wrong)
      }
      desk.send(String(no.dropLast()))
      let refusal = try desk.next(nil)
      #expect(refusal.errorCode == -32700, "\(refusal.message)")
      try desk.expectOthersServed()
      #expect(desk.server.answers[call] == nil)
      #expect(try desk.floor.orderPosts().isEmpty)
      desk.send(Self.reply(question, Self.yes))
      let placed = try desk.server.answer(call)
      #expect(placed.isSuccess, "\(placed.text)")
      #expect(try desk.floor.orderPosts().count == 1)
      try desk.finish()
    }

    @Test func `a call that is cancelled while nobody answers takes its question back, and places nothing`()
      throws
    {
      let desk = try Desk()
      let call = desk.begin()
      let question = try desk.question()
      // Nobody else is held up by a person who thinks.
      try desk.expectOthersServed()
      #expect(try desk.server.place(PlainOrder(1)).isSuccess)
      desk.server.send([
        "jsonrpc": "2.0", "method": "notifications/cancelled", "params": ["requestId": call],
      ])
      let taken = try desk.next("notifications/cancelled")
      #expect((taken.message["params"] as? [String: Any])?["requestId"] as? String == question)
      desk.send(Self.reply(question, Self.yes))
      // The trading worker has heard of that by the time that it places another order.
      #expect(try desk.server.place(PlainOrder(2)).isSuccess)
      #expect(desk.server.answers[call] == nil, "a cancelled call is not answered")
      #expect(try desk.floor.orderPosts().map(\.symbol) == ["ETHUSDT", "BNBUSDT"])
      try desk.finish()
    }

    @Test func `a client that goes away has not agreed, unless it had`() throws {
      for agrees in [false, true] {
        let desk = try Desk()
        let call = desk.begin()
        let question = try desk.question()
        if agrees { desk.send(Self.reply(question, Self.yes)) }
        #expect(try desk.server.finish() == 0)
        let answer = try #require(desk.server.answers[call])
        #expect(answer.isSuccess == agrees, "\(answer.text)")
        if !agrees { #expect(answer.failureType == "confirmation_required", "\(answer.text)") }
        #expect(try desk.floor.orderPosts().count == (agrees ? 1 : 0))
        try desk.floor.finish()
      }
    }

    @Test func `a client that is gone with all its streams has not agreed either`() throws {
      let desk = try Desk()
      _ = desk.begin()
      _ = try desk.question()
      desk.server.program.hangUp()
      try desk.server.wait(for: "the end of the server") { desk.server.program.isEnded }
      // Whoever comes next finds nothing open and nothing placed.
      let next = try desk.floor.server()
      try next.waitUntilOpen()
      #expect(try next.openIntents().isEmpty)
      #expect(try desk.floor.orders().isEmpty)
      #expect(try desk.floor.orderPosts().isEmpty)
      try desk.floor.finish(next)
    }

    @Test func `above the amount for the operator's own terminal no client is asked`() throws {
      let desk = try Desk(policy: #", "confirm_out_of_band_above": "120""#)
      let answer = try desk.server.answer(desk.begin())
      #expect(answer.failureType == "confirmation_required", "\(answer.text)")
      #expect(answer.failureMessage.contains("operator's terminal"), "\(answer.text)")
      let id = try #require(answer.details["confirmation_id"] as? String)
      let person = try desk.floor.person(["confirm", id])
      try person.answer("y", to: "Do you agree? [yes/no]: ")
      #expect(try person.ending().code == 0)
      #expect(try desk.server.answer(desk.begin()).isSuccess)
      #expect(try desk.floor.orderPosts().count == 1)
      // No question went to the client.
      try desk.finish()
    }
  }
}
