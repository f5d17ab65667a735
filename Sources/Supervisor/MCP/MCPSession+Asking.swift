public import Values

import Catalog

/// Questions to the client.
extension MCPSession {
  /// The most questions that stand at a time.
  public static let questionCountMax = 64

  /// Asks the person behind a call to agree, if the client can do that.
  ///
  /// In a session the question goes out and the call goes on waiting. Without sessions a server cannot ask:
  /// the call is answered with the question and the state, and is over (`Output.cancels` names it, so that
  /// whoever works on it stops). The client comes back with a call of its own, which has
  /// `ToolCall.reply`.
  ///
  /// - Parameters:
  ///   - message: the words the person reads; they were made by the process that will act.
  ///   - state: what that process will know the question by; nil when it cannot do that, and then nobody is
  ///     asked without a session.
  /// - Returns: false when nobody can be asked this way; nothing has been written then.
  public mutating func ask(
    _ callID: UInt64, message: String, state: String? = nil, into output: inout Output
  ) -> Bool {
    guard let call = pending[callID], call.reading == nil else { return false }
    if call.version.rules.era == .stateless {
      guard call.canReturn, let state else { return false }
      _ = pending.remove(callID)
      writer.question(call.id, message: message, state: state, serverInfo: answers.serverInfo)
      deliver(batch: nil, &output)
      output.cancels.append(callID)
      return true
    }
    guard sessionEra.canAsk, call.version.rules.hasElicitation,
      !elicitations.contains(where: { $0.callID == callID }), elicitations.count < Self.questionCountMax
    else { return false }
    let id = newQuestionID()
    elicitations.append(Elicitation(callID: callID, id: id))
    output.appendLine { $0.elicitation(id, message: message) }
    return true
  }

  /// Sends a request of the host's own to the client of a session, about a call; what comes back is in
  /// `Output.replies`.
  ///
  /// - Parameter name: what the reply will be called.
  /// - Returns: false when the client cannot answer such requests; nothing has been written then.
  public mutating func ask(
    _ callID: UInt64, _ name: String, method: String, params: JSON, into output: inout Output
  ) -> Bool {
    guard let call = pending[callID], call.version.rules.era == .session,
      elicitations.count < Self.questionCountMax,
      let needed = method.utf8.split(separator: UInt8(ascii: "/")).first,
      sessionEra.capabilities.contains(String(decoding: needed, as: UTF8.self)),
      call.version.rules.hasElicitation || method != "elicitation/create"
    else { return false }
    let id = newQuestionID()
    elicitations.append(Elicitation(callID: callID, id: id, purpose: .host(name: name)))
    output.appendLine { $0.request(method, id, params: params) }
    return true
  }

  /// Whether a failed call failed because of the state that it brought back.
  ///
  /// That is no matter of the tool's, which knows no such argument: the request's parameters are wrong, and
  /// the client is told so and not the model (2026-07-28, "Multi Round-Trip Requests", "Error Handling").
  static func refusesState(_ envelope: Span<UInt8>) -> Bool {
    do throws(JSONReader.Failure) {
      let document = try JSONDocument([UInt8](copying: envelope), limits: .exchangeReply)
      let error = document.root["error"]
      return error?["type"]?.isString(ToolFailure.Kind.validationError.rawValue) == true
        && error?["details"]?["argument"]?.isString(ToolFailure.stateArgument) == true
    } catch {
      // Whatever it is, it goes the way of all answers.
      return false
    }
  }

  private mutating func newQuestionID() -> RequestID {
    defer { nextElicitation += 1 }
    return RequestID(text: "bulkhead-\(nextElicitation)")
  }

  /// Gives a question up: the person's time is over.
  public mutating func giveUpAsking(_ callID: UInt64, into output: inout Output) {
    guard withdraw(callID, &output) else { return }
    output.verdicts.append((callID, .dismissed))
  }

  /// Gives every question up without a word to the client, which is gone; says which calls waited.
  public mutating func giveUpAllQuestions() -> [UInt64] {
    defer { elicitations.removeAll() }
    return elicitations.map(\.callID)
  }

  /// Takes the questions of a call back that nobody needs an answer to any more, and tells the client.
  @discardableResult
  mutating func withdraw(_ callID: UInt64, _ output: inout Output) -> Bool {
    var hasAsked = false
    while let index = elicitations.firstIndex(where: { $0.callID == callID }) {
      let id = elicitations.remove(at: index).id
      output.appendLine { $0.cancellation(of: id) }
      hasAsked = true
    }
    return hasAsked
  }

  /// An answer of the client: to a question that stands, or to nothing.
  mutating func take(response: JSONValue, _ output: inout Output) {
    guard let value = response["id"] else { return }
    let id: RequestID
    do throws(RequestID.Failure) { id = try RequestID(value) } catch { return }
    guard let index = elicitations.firstIndex(where: { $0.id == id }) else { return }
    let question = elicitations.remove(at: index)
    switch question.purpose {
    case .confirmation:
      output.verdicts.append((question.callID, Elicitation.verdict(of: response)))
    case .host(let name):
      output.replies.append(
        HostedReply(callID: question.callID, name: name, result: response["result"].map { JSON($0) }))
    }
  }
}
