import Catalog
import Values

/// The outcomes of calls that are no `tools/call`, and of requests that the host answers.
extension MCPSession {
  /// Answers a reading or a search with what the tool said.
  mutating func finish(
    _ call: PendingCall, _ reading: Reading, isSuccess: Bool, _ envelope: [UInt8], _ output: inout Output
  ) {
    let rules = call.version.rules
    switch reading.purpose {
    case .resource(let address, let mimeType):
      guard let envelope = Envelope.onOneLine(envelope) else {
        writer.answer(call.id, .unreadableOutcome, unreadable: rules.unreadableID)
        break
      }
      if isSuccess {
        writer.answer(
          call.id,
          result: VersionAnswers.result(
            rules, answers.serverInfo, freshMilliseconds: 0, reservingByteCount: 2 * envelope.count + 512
          ) { $0.contents(address, mimeType) { $0.embedded(envelope) } })
      } else {
        writer.answer(
          call.id, Self.failure(envelope, address, call.version), unreadable: rules.unreadableID)
      }
    case .completion(let completion, let beginning):
      if !isSuccess, let failure = Self.refusal(envelope) {
        writer.answer(call.id, failure, unreadable: rules.unreadableID)
        break
      }
      let values =
        isSuccess
        ? CompletedValues(completion, beginning: beginning, envelope: envelope) : CompletedValues()
      writer.answer(call.id, result: SharedMethods.result(values, answers, call.version))
    case .host:
      writer.answer(call.id, .unreadableOutcome, unreadable: rules.unreadableID)
    }
    conclude(call, &output)
  }

  /// A search that was not made because too much is asked for: it says so, since an empty list would say that
  /// nothing begins so. Nil for everything else, after which a person goes on typing.
  private static func refusal(_ envelope: [UInt8]) -> MCPError? {
    do throws(JSONReader.Failure) {
      let error = try JSONDocument(envelope, limits: .exchangeReply).root["error"]
      guard let error, error["type"]?.isString(ToolFailure.Kind.rateLimitExceeded.rawValue) == true else {
        return nil
      }
      return .failedReading(message: error["message"]?.string ?? "", details: JSON(error))
    } catch {
      return nil
    }
  }

  /// A tool's failure as an error of the protocol: what it will not take stands at no address; everything
  /// else may be otherwise next time.
  private static func failure(
    _ envelope: [UInt8], _ address: String, _ version: ProtocolVersion
  ) -> MCPError {
    do throws(JSONReader.Failure) {
      guard let error = try JSONDocument(envelope, limits: .exchangeReply).root["error"] else {
        return .unreadableOutcome
      }
      if error["type"]?.isString(ToolFailure.Kind.validationError.rawValue) == true {
        return .invalidParams(.unknownResource(address, version))
      }
      return .failedReading(message: error["message"]?.string ?? "", details: JSON(error))
    } catch {
      return .unreadableOutcome
    }
  }

  /// Hands a request to the host.
  mutating func host(
    _ call: PendingCall, _ subject: HostedRequest.Subject, _ params: [UInt8],
    _ circumstances: ToolRequest.Circumstances, _ output: inout Output
  ) {
    nextCallID += 1
    var call = call
    call.reading = Reading(.host(subject))
    pending.insert(call)
    output.hosted.append(
      HostedRequest(
        callID: call.callID, subject: subject, params: params, version: call.version,
        capabilities: circumstances.capabilities, wantsProgress: call.progressToken != nil))
  }

  /// Answers a request that the host was given. Passed over when it was cancelled, is answered, or never was.
  public mutating func finish(_ callID: UInt64, _ outcome: HostedOutcome, into output: inout Output) {
    guard let call = pending[callID], case .host(let subject)? = call.reading?.purpose else { return }
    _ = pending.remove(callID)
    if !elicitations.isEmpty { withdraw(callID, &output) }
    let rules = call.version.rules
    switch outcome {
    case .failed(let failure): writer.answer(call.id, failure, unreadable: rules.unreadableID)
    case .inputRequired(let requests, let state):
      guard rules.era == .stateless else {
        writer.answer(call.id, .unreadableOutcome, unreadable: rules.unreadableID)
        break
      }
      writer.inputRequired(call.id, requests, state: state, serverInfo: answers.serverInfo)
    case .result(let members):
      let isCacheable: Bool = if case .resource = subject { true } else { false }
      writer.answer(
        call.id,
        result: VersionAnswers.result(rules, answers.serverInfo, isCacheable: isCacheable) { writer in
          if case .object(let members) = members {
            for member in members { writer.member(member.key, member.value) }
          }
        })
    }
    conclude(call, &output)
  }

  /// Tells the client how far a call is; nothing when it did not ask to hear.
  ///
  /// - Parameters:
  ///   - progress: more than the last one, or it is made one more.
  ///   - total: what it will be in the end; nil when that is not known.
  public mutating func progress(
    _ callID: UInt64, _ progress: Int, of total: Int?, message: String, into output: inout Output
  ) {
    guard let (token, call) = pending.advance(callID, elapsedSeconds: progress) else { return }
    output.appendLine {
      $0.progress(
        token: token, progress: call.progress, total: total,
        message: String(message.prefix(MCPSession.progressMessageLengthMax)), call.version.rules)
    }
  }
}
