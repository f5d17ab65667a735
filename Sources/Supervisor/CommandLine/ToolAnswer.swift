internal import Values

/// The answer of a tool, taken out of the result of `tools/call`.
struct ToolAnswer {
  /// The envelope: `{"success":…}`.
  let envelope: JSONValue
  /// Whether the tool says that it failed.
  let isError: Bool

  /// Reads a result. The envelope is `structuredContent` where there is one, else the text of the first
  /// content.
  ///
  /// - Returns: `nil` when neither holds JSON.
  init?(_ result: JSONValue) {
    isError = result["isError"]?.boolean == true
    if let structured = result["structuredContent"] {
      envelope = structured
      return
    }
    guard let text = result["content"]?[0]?["text"]?.string else { return nil }
    do throws(JSONReader.Failure) {
      envelope = try JSONDocument(Array(text.utf8)).root
    } catch {
      // Text that is no JSON is not an answer of ours; the caller says so.
      return nil
    }
  }

  /// The data of a success.
  var data: JSONValue? { envelope["data"] }

  /// The envelope as one line of JSON that a terminal can print.
  var json: [UInt8] {
    var writer = JSONWriter(reservingByteCount: envelope.byteRange.count)
    writer.value(envelope)
    return TerminalText.escapedJSON(writer.bytes)
  }

  /// What went wrong and what to do, as lines for people; empty for a success.
  var failureLines: [String] {
    guard isError || envelope["success"]?.boolean == false else { return [] }
    let error = envelope["error"]
    let type = TerminalText.escaped(error?["type"]?.string ?? "error")
    let code = error?["code"]?.integer.map { " \($0)" } ?? ""
    var lines = ["\(type)\(code): \(TerminalText.escaped(error?["message"]?.string ?? "no message"))"]
    if let text = error?["details"]?["exchange_message"]?.string {
      lines.append("The exchange says: \(TerminalText.escaped(text))")
    }
    if let suggestion = error?["suggestion"]?.string { lines.append(TerminalText.escaped(suggestion)) }
    if error?["retryable"]?.boolean == true { lines.append("The same call may succeed later.") }
    return lines
  }
}
