internal import LinuxIO
internal import Values

/// The steps before anything breaks.
extension Tour {
  func showProcesses() async throws(TourFailure) {
    await begin("A client starts the server", doing: "starting the server")
    let words = ["bulkhead", "serve"] + options.serve.venueArguments
    page.say("$ " + words.map(ShellWord.quoted).joined(separator: " "))
    let reply: MCPClient.Reply
    do throws(MCPClient.Failure) {
      reply = try await client.initialize(
        clientName: "bulkhead-tour", clientVersion: version,
        timeoutMilliseconds: CallCommand.startMillisecondsMax)
    } catch {
      throw .server(error)
    }
    page.received(reply.line)
    let server = reply.result["serverInfo"]
    let name = TerminalText.escaped(server?["name"]?.string ?? "?")
    let serverVersion = TerminalText.escaped(server?["version"]?.string ?? "?")
    let agreed = TerminalText.escaped(reply.result["protocolVersion"]?.string ?? "?")
    let elapsed = Elapsed.text(reply.elapsedNanoseconds)
    page.say("\(name) \(serverVersion) answered after \(elapsed); agreed on MCP \(agreed).")
    // Only then is there a pid to show; a client would not wait, its first call does.
    _ = try await readyFacts(after: 0)
    let facts = ServerFacts(try await call("server_status").data)
    page.write([""])
    drawProcesses(facts)
  }

  func drawProcesses(_ facts: ServerFacts) {
    let isEncrypted = options.serve.spotURL.map { $0.hasPrefix("https") } ?? (options.serve.venue != .paper)
    let drawing = ProcessDrawing(
      clientPid: Int(CurrentProcess.pid), launcherPid: Int(client.pid), facts: facts, isEncrypted: isEncrypted
    )
    page.write(drawing.lines(width: page.width, palette: page.palette))
  }

  func showTools() async throws(TourFailure) {
    await begin("What it can do", doing: "listing the tools")
    var tools: [[String]] = []
    var cursor: String?
    // A list has pages; a server that never ends its list is cut off.
    for _ in 0..<16 {
      let reply: MCPClient.Reply
      do throws(MCPClient.Failure) {
        reply = try await client.request(
          "tools/list", .object(cursor.map { [.init(key: "cursor", value: .string($0))] } ?? []),
          timeoutMilliseconds: CallCommand.startMillisecondsMax)
      } catch {
        throw .server(error)
      }
      page.received(reply.line)
      for tool in reply.result["tools"].map({ Array($0.elements) }) ?? [] {
        tools.append([
          TerminalText.escaped(tool["name"]?.string ?? "?"),
          TerminalText.escaped(tool["title"]?.string ?? ""),
          TerminalText.escaped(Self.argumentNames(tool)),
        ])
      }
      cursor = reply.result["nextCursor"]?.string
      if cursor == nil { break }
    }
    guard !tools.isEmpty else { throw .unexpected("the server lists no tools") }
    let table = TextTable(titles: ["tool", "gives", "arguments"], rows: tools)
    page.write(table.lines(width: page.width, indent: 2, palette: page.palette))
  }

  private static func argumentNames(_ tool: JSONValue) -> String {
    let names = tool["inputSchema"]?["properties"].map { $0.members.map(\.key) } ?? []
    return names.isEmpty ? "none" : names.joined(separator: " ")
  }

  func showPrice() async throws(TourFailure) {
    await begin("The price of \(Self.symbol)", doing: "asking for a price")
    let (data, elapsed) = try await call("get_ticker_price", ["symbol": .string(Self.symbol)])
    page.say("\(Self.symbol) \(page.palette.paint(try price(data), .bold)), in \(Elapsed.text(elapsed)).")
  }

  /// The price of an answer of get_ticker_price.
  func price(_ data: JSONValue) throws(TourFailure) -> String {
    guard data["price"]?.decimal != nil, let price = data["price"]?.string else {
      throw .unexpected("get_ticker_price answered without a price")
    }
    return price
  }

  func showOrderBook() async throws(TourFailure) {
    await begin("Its order book", doing: "drawing the order book")
    let (data, _) = try await call("get_order_book", ["symbol": .string(Self.symbol), "limit": 10])
    guard let drawing = OrderBookDrawing(data) else { throw .unexpected("the order book is empty") }
    page.write(drawing.lines(width: min(page.width, 100), levelCountMax: 10, palette: page.palette))
    if let summary = OrderBookDrawing.summary(data) { page.say(summary) }
  }

  func showCandles() async throws(TourFailure) {
    await begin("Its candles, a minute each", doing: "drawing candles")
    let (data, _) = try await call(
      "get_klines",
      ["symbol": .string(Self.symbol), "interval": "1m", "limit": 60, "detail": "ohlcv"])
    let candles = Candle.list(data)
    guard !candles.isEmpty else { throw .unexpected("get_klines answered without candles") }
    page.write(
      CandleDrawing(candles: candles).lines(
        width: page.width, rowCount: AnswerRendering.candleRowCount, palette: page.palette))
  }
}
