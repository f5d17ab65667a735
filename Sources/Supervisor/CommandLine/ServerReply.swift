internal import LinuxIO
internal import Operator
internal import Values
internal import Wire

/// What one server said, or that it said nothing.
struct ServerReply: Sendable, Equatable {
  let name: OperatorSocketName
  let outcome: Result<OperatorReply, OperatorClient.Failure>

  /// Whether it did what it was asked for, or answered.
  var isGood: Bool {
    switch outcome {
    case .success(.answer), .success(.done): true
    case .success(.refused), .failure: false
    }
  }

  /// Its answer's value, when it is one.
  var value: JSONValue? {
    guard case .success(.answer(let json)) = outcome else { return nil }
    do throws(JSONReader.Failure) {
      return try JSONDocument(json).root
    } catch {
      return nil
    }
  }

  /// Which server, for people.
  var title: String {
    switch name.owner {
    case .launcher: "server \(name.pid)"
    case .trading: "trading worker of server \(name.pid)"
    }
  }

  /// Its word in one line, escaped; `nil` for an answer, which takes more.
  var word: String? {
    switch outcome {
    case .success(.answer): value == nil ? "it answered with something that is no JSON" : nil
    case .success(.done(let message)): TerminalText.escaped(message)
    case .success(.refused(let reason)): "refused: \(TerminalText.escaped(reason))"
    case .failure(let failure): "\(failure)"
    }
  }

  /// One line for each.
  static func lines(_ replies: [ServerReply]) -> [String] {
    replies.map { "\($0.title): \($0.word ?? "it answered")" }
  }

  /// One object, for programs.
  var json: JSON {
    var members: [JSON.Member] = [
      .init(key: "pid", value: .integer(Int(name.pid))),
      .init(key: "process", value: .string(name.owner.rawValue)), .init(key: "ok", value: .boolean(isGood)),
    ]
    switch outcome {
    case .success(.answer):
      members.append(
        value.map { .init(key: "answer", value: JSON($0)) } ?? .init(key: "error", value: .string(word ?? ""))
      )
    case .success(.done(let message)): members.append(.init(key: "message", value: .string(message)))
    case .success(.refused(let reason)): members.append(.init(key: "error", value: .string(reason)))
    case .failure(let failure): members.append(.init(key: "error", value: .string("\(failure)")))
    }
    return .object(members)
  }
}
