/// Reads JSON as RFC 8259 defines it, strictly, within limits.
///
/// Own code rather than Foundation's, because money has to keep its text (JSONSerialization turns 0.00001
/// into 1e-05), every bound has to be ours, and what a worker sends is spliced into an answer after one
/// validating pass without being decoded. Nothing recurses, so no depth of input can exhaust the stack. UTF-8
/// is checked as RFC 3629 says; a byte order mark is refused.
public enum JSONReader {
  /// Checks a whole text without keeping anything of it.
  ///
  /// - Throws: the first thing that is wrong, with its position.
  public static func validate(
    _ bytes: Span<UInt8>, limits: JSONLimits
  ) throws(Failure) -> JSONSummary {
    var parser = JSONParser<JSONValidation>(limits: limits, reservingNodeCount: 32)
    return try parser.parse(bytes)
  }
}
