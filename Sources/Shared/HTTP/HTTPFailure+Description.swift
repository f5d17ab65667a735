extension HTTPFailure: CustomStringConvertible {
  /// What is wrong, for people. Never quotes the peer's bytes, so it can be logged and sent as it is.
  public var description: String {
    switch self {
    case .startLineTooLong(let byteCountMax): "the start line is longer than \(byteCountMax) bytes"
    case .headersTooLarge(let byteCountMax): "the headers are longer than \(byteCountMax) bytes"
    case .tooManyHeaders(let countMax): "there are more than \(countMax) headers"
    case .bodyTooLarge(let byteCountMax): "the body is longer than \(byteCountMax) bytes"
    case .chunkLineTooLong(let byteCountMax): "a chunk's size line is longer than \(byteCountMax) bytes"
    case .tooMuchChunkOverhead(let byteCountMax):
      "the framing of the chunks outweighs the body by more than \(byteCountMax) bytes"
    case .tooManyInterimReplies(let countMax): "more than \(countMax) interim replies came before a final one"
    case .bareLineFeed: "a line ends in LF without CR"
    case .bareCarriageReturn: "a CR is not followed by LF"
    case .controlCharacter: "there is a control character"
    case .malformedStartLine: "the start line is malformed"
    case .malformedMethod: "the method is not a token"
    case .malformedTarget: "the request target holds something that is not visible ASCII, or nothing"
    case .unsupportedTarget: "the request target is not a path"
    case .unsupportedVersion: "the version is neither HTTP/1.1 nor HTTP/1.0"
    case .malformedStatus: "the status is not a number from 100 to 599"
    case .obsoleteLineFolding: "a header line begins with white space"
    case .whitespaceBeforeColon: "there is white space before a header's colon"
    case .emptyHeaderName: "a header has no name"
    case .malformedHeaderName: "a header's name is not a token followed by a colon"
    case .missingHost: "there is no Host header"
    case .repeatedHost: "there is more than one Host header"
    case .malformedHost: "the Host header is not a host and port"
    case .malformedContentLength: "the Content-Length is not a decimal number that fits"
    case .repeatedContentLength: "there is more than one Content-Length"
    case .contentLengthWithTransferEncoding: "there are both a Content-Length and a Transfer-Encoding"
    case .unsupportedTransferEncoding: "the Transfer-Encoding is not chunked"
    case .repeatedTransferEncoding: "there is more than one Transfer-Encoding"
    case .transferEncodingInOldVersion: "there is a Transfer-Encoding in a message of HTTP/1.0"
    case .unsupportedExpectation: "the Expect header asks for something else than 100-continue"
    case .malformedChunk: "a chunk is malformed"
    case .unexpectedUpgrade: "the peer switched protocols without being asked"
    case .truncated: "the connection ended inside a message"
    case .bodyNotAllowed: "a reply of this status has no body"
    }
  }
}
