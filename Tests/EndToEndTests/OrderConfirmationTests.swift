import Foundation
import Testing

extension `End to end` {
  /// A client that cannot ask anybody, and an operator who agrees to its orders on a terminal of his own.
  @Suite struct `Orders that the operator agrees to on a terminal` {
    private static let prompt = "Do you agree? [yes/no]: "

    private static func floor() throws -> TradingFloor {
      try TradingFloor(policy: #""confirm_above": "100""#)
    }

    /// Worth 150 USDT and more, so that somebody has to agree to it.
    private static func order(_ quantity: String = "0.003") -> PlainOrder {
      PlainOrder(0, more: ["quantity": quantity, "allow_duplicate": true])
    }

    /// Asks for an order, and says by which id the operator can agree to it.
    private static func question(
      _ server: ServerUnderTest, _ quantity: String = "0.003", location: SourceLocation = #_sourceLocation
    ) throws -> String {
      let answer = try server.place(order(quantity))
      #expect(answer.failureType == "confirmation_required", "\(answer.text)", sourceLocation: location)
      #expect(answer.isRetryable == true, sourceLocation: location)
      let id = try #require(answer.details["confirmation_id"] as? String, sourceLocation: location)
      // What the answer says is what is typed.
      #expect(answer.suggestion.contains("\"bulkhead confirm \(id)\""), sourceLocation: location)
      #expect(answer.suggestion.contains("make exactly this call again"), sourceLocation: location)
      return id
    }

    @Test func `are shown there, and placed once when the call is made again after a yes`() throws {
      let floor = try Self.floor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let id = try Self.question(server)
      let person = try floor.person(["confirm", id])
      let shown = try person.answer("yes", to: Self.prompt)
      for part in [
        "custom venue, account ", "spot BTCUSDT: buy 0.003 BTC at 50000 USDT", "Worth up to 150 USDT.",
        "It runs out in ",
      ] {
        #expect(shown.contains(part), "\(part): \(shown)")
      }
      let (code, screen) = try person.ending()
      #expect(code == 0, "\(screen)")
      #expect(screen.contains("agreed; the same call made again within five minutes places the order, once"))
      // A yes sends nothing, and is one to this order only.
      #expect(try floor.orderPosts().isEmpty)
      let other = try Self.question(server, "0.0031")
      #expect(other != id)
      let placed = try server.place(Self.order())
      #expect(placed.isSuccess, "\(placed.text)")
      #expect(try floor.sends() == [#require(placed.clientOrderID): 1])
      // It was good for once.
      #expect(try Self.question(server) != id)
      let late = try floor.person(["confirm", id]).ending()
      #expect(late.code == 1, "\(late)")
      #expect(late.screen.contains("no server that runs asks the question \(id)"), "\(late)")
      #expect(late.screen.contains("it was answered, it ran out, or another server asks it"), "\(late)")
      #expect(try floor.orderPosts().count == 1)
      try floor.finish(server)
    }

    @Test func `are not placed by what was typed before anything could be read`() throws {
      let floor = try Self.floor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let id = try Self.question(server)
      let person = try floor.person(["confirm", id])
      person.send(Array("yes\n".utf8))
      try person.answer("", to: Self.prompt)
      let (code, screen) = try person.ending()
      #expect(code == 1 && screen.contains("not agreed; the order is not placed"), "\(screen)")
      #expect(try Self.question(server) == id)
      #expect(try floor.orderPosts().isEmpty)
      try floor.finish(server)
    }

    @Test func `are not placed after neither yes nor no, and the question stands`() throws {
      let floor = try Self.floor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let id = try Self.question(server)
      // Nobody's question.
      let wrong = try floor.person(["confirm", "0123abcd"]).ending()
      #expect(wrong.code == 1, "\(wrong)")
      #expect(wrong.screen.contains("no server that runs asks the question 0123abcd"), "\(wrong)")
      for word in ["not now", "", "yes please", "yy", nil] {
        let person = try floor.person(["confirm", id])
        try person.answer(word, to: Self.prompt)
        let (code, screen) = try person.ending()
        #expect(code == 1, "\(word ?? "the end"): \(screen)")
        #expect(screen.contains("not agreed; the order is not placed"), "\(word ?? "the end"): \(screen)")
        #expect(screen.contains("n says no to it"), "\(word ?? "the end"): \(screen)")
        #expect(try Self.question(server) == id)
      }
      // Without a terminal nobody is asked.
      let unasked = try floor.operate(["confirm", id])
      #expect(unasked.code == 64 && unasked.errorText.contains("this is no terminal"), "\(unasked)")
      #expect(try Self.question(server) == id)
      #expect(try floor.orderPosts().isEmpty)
      try floor.finish(server)
    }

    @Test(arguments: ["no", "N"]) func `are refused to the client after a no, and the journal has it`(
      _ word: String
    ) throws {
      let floor = try Self.floor()
      let server = try floor.server()
      try server.waitUntilOpen()
      let id = try Self.question(server)
      let person = try floor.person(["confirm", id])
      try person.answer(word, to: Self.prompt)
      let (code, screen) = try person.ending()
      #expect(code == 1 && screen.contains("declined; the order is not placed"), "\(screen)")
      let again = try server.place(Self.order())
      #expect(again.failureType == "confirmation_declined", "\(again.text)")
      #expect(again.text.contains("the operator said no to this order"), "\(again.text)")
      let late = try floor.person(["confirm", id]).ending()
      #expect(late.code == 1 && late.screen.contains("no server that runs asks"), "\(late)")
      // Another order is another question.
      #expect(try Self.question(server, "0.0031") != id)
      #expect(try floor.orderPosts().isEmpty)
      let trail = try floor.operate(["audit", "show", "--json", "--base-url", floor.url])
      #expect(trail.output.contains("bulkhead confirm"), "\(trail)")
      #expect(trail.output.contains("declined"), "\(trail)")
      try floor.finish(server)
    }

    @Test func `are not agreed to when who asked is gone by the time of the yes`() throws {
      let floor = try Self.floor()
      let server = try floor.server()
      let id = try Self.questionOnceOpen(server)
      let (worker, generation) = try server.tradingWorker()
      var person = try floor.person(["confirm", id])
      try person.wait(for: "the question") { person.screen.hasSuffix(Self.prompt) }
      worker.kill()
      _ = try server.tradingWorker(after: generation)
      try person.answer("yes", to: Self.prompt)
      let (code, screen) = try person.ending()
      #expect(code == 1 && screen.contains("refused: there is no question \(id)"), "\(screen)")
      // The next one's server ends altogether.
      let second = try Self.questionOnceOpen(server)
      person = try floor.person(["confirm", second])
      try person.wait(for: "the question") { person.screen.hasSuffix(Self.prompt) }
      let processes = try server.allProcesses()
      try server.killAll()
      // One that is still ending has its socket, and ends the connection without a word.
      try ProcessRecord.expectGone(processes, after: "SIGKILL to all")
      try person.answer("yes", to: Self.prompt)
      let last = try person.ending()
      #expect(last.code == 1, "\(last)")
      #expect(last.screen.contains("the server that asked has ended; nothing is agreed to"), "\(last)")
      let nobody = try floor.person(["confirm", second]).ending()
      #expect(nobody.code == 1 && nobody.screen.contains("no server with a trading key runs"), "\(nobody)")
      #expect(try floor.orderPosts().isEmpty)
      try floor.finish()
    }

    private static func questionOnceOpen(_ server: ServerUnderTest) throws -> String {
      try server.waitUntilOpen()
      return try question(server)
    }
  }
}
