import MCP
import Values

/// The tools that need something of the client before they answer (2026-07-28, "Multi Round-Trip Requests").
struct InputRounds {
  /// What this round comes to.
  let outcome: HostedOutcome

  init?(name: String, params: JSON, request: HostedRequest, seal: StateSeal) {
    let beginning = "test_input_required_result_"
    guard name.hasPrefix(beginning) else { return nil }
    guard request.version.rules.era == .stateless else {
      outcome = .result(ConformanceHost.text("This needs a version without sessions"))
      return
    }
    let rounds = Rounds(
      kind: String(name.dropFirst(beginning.count)), responses: params["inputResponses"] ?? .object([]),
      capabilities: request.capabilities, seal: seal)
    if let text = params["requestState"]?.string {
      guard let state = seal.opened(text), state["kind"] == .string(rounds.kind) else {
        outcome = .failed(.invalidParams(.unusableState))
        return
      }
      outcome = rounds.outcome(state)
    } else {
      outcome = rounds.outcome(nil)
    }
  }

  /// A question to the person for one text.
  static func elicitation(_ message: String, _ field: String, type: String = "string") -> JSON {
    [
      "method": "elicitation/create",
      "params": [
        "mode": "form", "message": .string(message),
        "requestedSchema": [
          "type": "object",
          "properties": .object([JSON.Member(key: field, value: ["type": .string(type)])]),
          "required": [.string(field)],
        ],
      ],
    ]
  }

  static func sampling(_ text: String) -> JSON {
    [
      "method": "sampling/createMessage",
      "params": [
        "messages": [["role": "user", "content": ["type": "text", "text": .string(text)]]],
        "maxTokens": 100,
      ],
    ]
  }

  static let roots: JSON = ["method": "roots/list", "params": .object([])]

  private struct Rounds {
    let kind: String
    let responses: JSON
    let capabilities: Set<String>
    let seal: StateSeal

    private func text(_ name: String, _ field: String) -> String? {
      responses[name]?["content"]?[field]?.string
    }

    private func done(_ text: String) -> HostedOutcome { .result(ConformanceHost.text(text)) }

    /// Asks for what the client can give; nothing is asked of it that it has not said it can.
    private func ask(_ requests: [(String, JSON)], _ state: JSON?) -> HostedOutcome {
      let possible = requests.filter { request in
        let needed = request.1["method"]?.string?.prefix { $0 != "/" } ?? ""
        return capabilities.contains(String(needed))
      }
      if possible.isEmpty {
        return .failed(
          .missingCapability(String(requests[0].1["method"]?.string?.prefix { $0 != "/" } ?? "")))
      }
      return .inputRequired(
        requests: .object(possible.map { JSON.Member(key: $0.0, value: $0.1) }),
        state: state.map { seal.sealed($0) })
    }

    private var confirm: [(String, JSON)] {
      [("confirm", elicitation("Please confirm", "ok", type: "boolean"))]
    }

    func outcome(_ state: JSON?) -> HostedOutcome {
      switch kind {
      case "elicitation":
        if let name = text("user_name", "name") { return done("Hello, \(name)!") }
        return ask([("user_name", elicitation("What is your name?", "name"))], nil)
      case "sampling":
        if let said = responses["sample_request"]?["content"]?["text"]?.string { return done(said) }
        return ask([("sample_request", sampling("What is the capital of France?"))], nil)
      case "list_roots":
        if case .array(let roots)? = responses["roots_request"]?["roots"] {
          return done("Found \(roots.count) root(s)")
        }
        return ask([("roots_request", roots)], nil)
      case "request_state":
        if state != nil, responses["confirm"]?["content"]?["ok"] == true { return done("state-ok") }
        return ask(confirm, ["kind": .string(kind)])
      case "tampered_state":
        if state != nil, responses["confirm"] != nil { return done("integrity-ok") }
        return ask(confirm, ["kind": .string(kind)])
      case "multiple_inputs": return multipleInputs(state)
      case "multi_round": return multiRound(state)
      default: return byCapabilities()
      }
    }

    private func multipleInputs(_ state: JSON?) -> HostedOutcome {
      if state != nil, let name = text("user_name", "name"),
        let greeting = responses["greeting"]?["content"]?["text"]?.string,
        case .array(let roots)? = responses["client_roots"]?["roots"]
      {
        return done("Name: \(name); Greeting: \(greeting); Roots: \(roots.count)")
      }
      return ask(
        [
          ("user_name", elicitation("What is your name?", "name")),
          ("greeting", sampling("Generate a greeting")), ("client_roots", roots),
        ], ["kind": .string(kind)])
    }

    private func multiRound(_ state: JSON?) -> HostedOutcome {
      if state?["round"] == 2, let color = text("step2", "color") {
        return done("Done for \(state?["name"]?.string ?? "you"), who likes \(color)")
      }
      if state?["round"] == 1, let name = text("step1", "name") {
        return ask(
          [("step2", elicitation("Step 2: What is your favorite color?", "color"))],
          ["kind": .string(kind), "round": 2, "name": .string(name)])
      }
      return ask(
        [("step1", elicitation("Step 1: What is your name?", "name"))], ["kind": .string(kind), "round": 1])
    }

    private func byCapabilities() -> HostedOutcome {
      if case .object(let members) = responses, !members.isEmpty {
        return done("received \(members.map(\.key).joined(separator: ","))")
      }
      return ask(
        [
          ("elicit_input", elicitation("Elicitation input", "value")),
          ("sample_input", sampling("Sample request")),
        ], ["kind": .string(kind)])
    }
  }
}
