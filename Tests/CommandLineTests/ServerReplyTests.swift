import Operator
import Testing
import Values
import Wire

@testable import CommandLineInterface

@Suite struct `What servers answered` {
  private let launcher = OperatorSocketName(pid: 11, owner: .launcher)
  private let trading = OperatorSocketName(pid: 11, owner: .trading)

  private func answer(_ json: String) -> ServerReply {
    ServerReply(name: trading, outcome: .success(.answer(json: Array(json.utf8))))
  }

  @Test func `is good only when it was done or answered`() {
    #expect(answer("{}").isGood)
    #expect(ServerReply(name: launcher, outcome: .success(.done(message: ""))).isGood)
    #expect(!ServerReply(name: launcher, outcome: .success(.refused(reason: ""))).isGood)
    #expect(!ServerReply(name: launcher, outcome: .failure(.noAnswer)).isGood)
  }

  @Test func `cannot make the terminal do anything`() throws {
    let hostile = "\u{1b}]0;owned\u{7}"
    let replies = [
      answer("{\"a\u{202e}b\":\"\\u001b[2J\"}"), answer(hostile),
      ServerReply(name: launcher, outcome: .success(.done(message: hostile))),
      ServerReply(name: launcher, outcome: .success(.refused(reason: hostile))),
    ]
    let rendering = ServerRendering(width: 80, palette: Palette(isColoured: false))
    let lines =
      rendering.status(replies, HaltedState(because: hostile), folder: hostile) + ServerReply.lines(replies)
    for scalar in lines.joined().unicodeScalars {
      #expect(scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x202E)
    }
    let json = ServerRendering.json(replies).encoded()
    #expect(try JSONDocument(json).root["servers"]?.count == 4)
  }

  @Test func `is a text for people and an object for programs`() throws {
    let replies = [
      ServerReply(name: launcher, outcome: .failure(.timedOut(milliseconds: 5000))),
      answer(#"{"orders":[{"symbol":"BTCUSDT","side":"BUY"}],"count":1}"#),
    ]
    let rendering = ServerRendering(width: 80, palette: Palette(isColoured: false))
    let text = rendering.status(replies, HaltedState(because: nil), folder: "/s").joined(separator: "\n")
    for word in ["/s", "Not halted", "server 11", "5000 ms", "trading worker of server 11", "BTCUSDT", "BUY"]
    {
      #expect(text.contains(word), "\(word)")
    }
    #expect(rendering.status([], HaltedState(because: "rain"), folder: "/s").joined().contains("rain"))
    let json = try JSONDocument(
      ServerRendering.statusJSON(replies, HaltedState(because: "rain"), folder: "/s").encoded()
    ).root
    #expect(json["halted"]?.boolean == true && json["halted_because"]?.string == "rain")
    let servers = try #require(json["servers"]).elements.map { $0 }
    #expect(servers[0]["ok"]?.boolean == false && servers[0]["error"]?.string != nil)
    #expect(servers[1]["process"]?.string == "trading" && servers[1]["pid"]?.integer == 11)
    #expect(servers[1]["answer"]?["count"]?.integer == 1)
  }

  @Test func `is a question only with a text and a digest`() throws {
    typealias Question = OperatorCommand.OpenQuestion
    let good = #"{"id":"x","question":"Buy 1 BTC?\nFor 60000 USDT","digest":"abc","expires_in_seconds":90}"#
    let question = try #require(Question(answer(good)))
    #expect(question.digest == "abc" && question.secondsLeft == 90 && question.server == trading)
    let lines = OperatorCommand.lines(question)
    #expect(lines[0] == "Buy 1 BTC?" && lines[1] == "For 60000 USDT" && lines.joined().contains("90 seconds"))
    for json in [
      "{}", #"{"question":"q"}"#, #"{"digest":"d"}"#, #"{"question":"","digest":"d"}"#,
      #"{"question":"q","digest":""}"#, "[]", "x",
    ] { #expect(Question(answer(json)) == nil, "\(json)") }
    #expect(Question(ServerReply(name: trading, outcome: .success(.refused(reason: "no")))) == nil)
  }
}
