internal import Values

/// Whether a worker's answer can be spliced into a message as it is.
///
/// The answer is not decoded and encoded again; this one pass is what stands between a worker that was taken
/// over and the client's protocol. It must be one JSON object on one line, without the raw separators that
/// hang clients.
enum EnvelopeCheck {
  private static let limits: JSONLimits = {
    var limits = JSONLimits.exchangeReply
    // The writer of the envelope is ours; looking for doubled keys in every answer would cost more than the
    // rest of the pass.
    limits.duplicateKeys = .firstWins
    return limits
  }()

  static func isAcceptable(_ envelope: Span<UInt8>) -> Bool {
    do throws(JSONReader.Failure) {
      let summary = try JSONReader.validate(envelope, limits: limits)
      return summary.rootKind == .object && !summary.hasRawNewline && !summary.hasRawLineSeparator
    } catch {
      return false
    }
  }
}
