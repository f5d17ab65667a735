import Values

extension Catalog {
  /// The exchange's clock and this server's own state.
  static let server: [Tool] = [serverTime, serverStatus]

  private static let serverTime = Tool(
    name: "get_server_time", title: "Exchange time",
    description: """
      The exchange's clock in milliseconds since 1970 UTC and as text, and how far this machine's clock was \
      ahead of it when the answer arrived (the way back included). Takes no arguments.
      """,
    role: .market, group: .market, endpoints: [.time], parameters: [],
    output: .object(
      [
        .init("serverTime", .integer), .init("utc", .string), .init("local_time", .integer),
        .init("local_ahead_milliseconds", .integer),
      ],
      required: ["serverTime", "utc"]))

  private static let serverStatus = Tool(
    name: "server_status", title: "State of this server",
    description: """
      The state of this server itself: version, venue (live, testnet, paper or custom), uptime, and for each \
      worker process its role, state, generation, restarts, uptime and the request weight it has used of its \
      budget. Asks the exchange nothing. Takes no arguments.
      """,
    role: .supervisor, group: .server, endpoints: [], parameters: [],
    output: .object(
      [
        .init("version", .string), .init("venue", .string), .init("uptime_seconds", .integer),
        .init(
          "workers",
          [
            "type": "array",
            "items": [
              "type": "object",
              "properties": [
                "role": ["type": "string"], "state": ["type": "string"], "generation": ["type": "integer"],
                "restarts": ["type": "integer"], "uptime_seconds": ["type": "integer"],
                "budget": ["type": "object"],
              ],
            ],
          ]),
      ],
      required: ["version", "venue", "workers"]))
}
