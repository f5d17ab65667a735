internal import Catalog
internal import HTTP
internal import HTTPServer
internal import MCP

/// Requests of 2026-07-28, each of which stands alone.
extension HTTPTransport {
  func takeStateless(
    _ request: consuming HTTPRequest, _ glance: MessageGlance, _ place: ReplyPlace, _ principal: Principal,
    _ accepted: AcceptedTypes
  ) {
    // What a version that we do not speak demands of headers is not known.
    if glance.kind == .request, let version = StandardHeaders.unknownVersion(glance, request.headers) {
      return fail(.unsupportedVersion(requested: version), glance.id, 400, place)
    }
    // What cannot be read, and a batch, are refused for that.
    if glance.kind == .request || glance.kind == .notification,
      let header = StandardHeaders.mismatch(glance, request.headers)
        ?? mirroredMismatch(glance, request.body, request.headers, principal)
    {
      return fail(.headerMismatch(header: header), glance.id, 400, place)
    }
    // A client of this era has nothing to answer: it is asked nothing.
    guard glance.kind != .response else { return refuse(.strayResponse, place) }
    let session = makeSession(.stateless, for: principal)
    guard glance.hasWholeMetadata || glance.kind != .request else {
      return failIncomplete(request.body, session, place, accepted)
    }
    take(request.body, session, place, accepted)
  }

  private func mirroredMismatch(
    _ glance: MessageGlance, _ body: [UInt8], _ headers: HTTPHeaders, _ principal: Principal
  ) -> String? {
    guard glance.kind == .request, glance.method == "tools/call", let name = glance.name else { return nil }
    let arguments = description(for: principal).mirroredArguments(of: name, in: body)
    return StandardHeaders.mismatch(arguments, headers)
  }

  /// A request that lacks what every one must carry: refused with 400 (MCP 2026-07-28, "`_meta`").
  private func failIncomplete(
    _ body: [UInt8], _ session: HTTPSession, _ place: ReplyPlace, _ accepted: AcceptedTypes
  ) {
    let exchange = Exchange(session, place, accepted)
    _ = session.dialogue.receive(body.span, at: 0)
    let said = AnswerStart.withoutNullID(session.dialogue.takeSaid())
    let status = MessageGlance.errorCode(of: said) == -32601 ? 404 : 400
    emit(said, to: exchange, isLast: true, status: status)
  }

  func fail(_ failure: MCPError, _ id: RequestID?, _ status: Int, _ place: ReplyPlace) {
    let line = failure.line(answering: id)
    place.connection.reply(status: status, uncheckedFields: fields.json(place), body: line.span)
  }
}
