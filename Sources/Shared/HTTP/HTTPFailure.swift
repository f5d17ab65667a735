/// Why bytes are not an acceptable HTTP/1.1 message, or why a message cannot be written.
///
/// A failure ends the connection: after it nobody can say where the next message would start, and guessing is
/// what request smuggling lives on.
public enum HTTPFailure: Error, Hashable, Sendable {
  /// The start line is longer than the bound.
  case startLineTooLong(byteCountMax: Int)
  /// The header section, trailers included, is longer than the bound.
  case headersTooLarge(byteCountMax: Int)
  /// There are more field lines, trailers included, than the bound.
  case tooManyHeaders(countMax: Int)
  /// The body is, or says it will be, longer than the bound.
  case bodyTooLarge(byteCountMax: Int)
  /// A chunk's size line is longer than the bound.
  case chunkLineTooLong(byteCountMax: Int)
  /// The framing of a chunked body outweighs the body by more than the bound.
  case tooMuchChunkOverhead(byteCountMax: Int)
  /// More 1xx replies came before a final one than the bound.
  case tooManyInterimReplies(countMax: Int)

  /// A line ended in LF without CR.
  case bareLineFeed
  /// CR stood somewhere else than before LF.
  case bareCarriageReturn
  /// A control character other than a tab (NUL among them) stood in the head, in a chunk extension or in text
  /// to be written.
  case controlCharacter

  /// The start line has not the parts that it must have.
  case malformedStartLine
  /// The method is not a token.
  case malformedMethod
  /// The request target is empty or holds a byte that is not visible ASCII, or a fragment.
  case malformedTarget
  /// The target is not a path: absolute form, authority form, or `*` with a method other than OPTIONS.
  case unsupportedTarget
  /// The version has the right shape but is neither 1.0 nor 1.1.
  case unsupportedVersion
  /// The status is not a number from 100 to 599, or not one that can be written as a final reply.
  case malformedStatus

  /// A field line began with white space.
  case obsoleteLineFolding
  /// White space stood between a field's name and its colon.
  case whitespaceBeforeColon
  /// A field line began with a colon.
  case emptyHeaderName
  /// A field's name is not a token, or its line has no colon.
  case malformedHeaderName

  /// A request of HTTP/1.1 has no Host.
  case missingHost
  /// There is more than one Host.
  case repeatedHost
  /// The Host is not a host, or a host and port.
  case malformedHost

  /// Content-Length is not a plain decimal number that fits.
  case malformedContentLength
  /// There is more than one Content-Length, equal or not.
  case repeatedContentLength
  /// Content-Length and Transfer-Encoding came together.
  case contentLengthWithTransferEncoding
  /// Transfer-Encoding is something else than `chunked` alone.
  case unsupportedTransferEncoding
  /// There is more than one Transfer-Encoding.
  case repeatedTransferEncoding
  /// Transfer-Encoding came in a message of HTTP/1.0, which has none.
  case transferEncodingInOldVersion
  /// Expect asked for something else than `100-continue`.
  case unsupportedExpectation
  /// A chunk's size, extension or line end is not what it must be.
  case malformedChunk

  /// The peer switched protocols (101) though nobody asked.
  case unexpectedUpgrade
  /// The stream ended inside a message.
  case truncated
  /// A body was to be written with a status that has none.
  case bodyNotAllowed
}
