internal import Answers
internal import Catalog
internal import Exchange
internal import Values

/// `cancelReplace`: two halves, of which each may have failed.
extension ReportReader {
  /// The two halves of an answer: of a good one as it stands, of -2021 and -2022 in its `data`.
  func halves(of root: JSONValue) throws(ToolFailure) -> JSONValue {
    guard let code = root["code"] else { return try reader.object(root) }
    let number = try reader.integer(code, "code")
    guard number == -2021 || number == -2022, let data = root["data"] else {
      throw reader.unexpected("code", "-2021 or -2022")
    }
    return try reader.object(data, "data")
  }

  /// What became of one half: `SUCCESS`, `FAILURE` or `NOT_ATTEMPTED`.
  func result(_ name: String, of halves: JSONValue) throws(ToolFailure) -> String {
    let word = try reader.word(halves[name], name)
    guard ["SUCCESS", "FAILURE", "NOT_ATTEMPTED"].contains(word) else {
      throw reader.unexpected(name, "SUCCESS, FAILURE or NOT_ATTEMPTED")
    }
    return word
  }

  /// Writes one half: the order, or the code of its refusal; nothing when it was not attempted.
  func writeHalf(
    _ name: String, _ result: String, of halves: JSONValue, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    guard let half = halves[name], !half.isNull else {
      guard result == "NOT_ATTEMPTED" else { throw reader.unexpected(name, "there") }
      return
    }
    writer.key(name)
    writer.beginObject()
    switch (result, half["contingencyType"]) {
    case ("SUCCESS", nil): try writeSpotOrder(half, to: &writer)
    case ("SUCCESS", _):
      // The order was one of a list, and the list went with it.
      writer.member("listClientOrderId", try clientID(half["listClientOrderId"], "listClientOrderId"))
      try writeOrderList(half, to: &writer)
    default:
      let code = try reader.integer(half["code"], "code of \(name)")
      writer.member("code", code)
      writer.member("meaning", Self.meaning(of: code))
    }
    writer.endObject()
  }

  /// A refusal in our words; the exchange's own are not passed on in data.
  private static func meaning(of code: Int) -> String {
    switch code {
    case -2010: "the exchange rejected the new order"
    case -2011: "there was no such open order to cancel"
    case -1013: "the new order breaks a rule of its symbol"
    case -1015: "too many new orders were placed in a short time"
    default: "the exchange refused this half"
    }
  }
}
