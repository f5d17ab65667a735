extension HTTPFailure {
  /// The status with which a server answers a request that failed so, before it closes the connection.
  ///
  /// RFC 9110 §15.5 and §15.6, RFC 6585 §5. Failures that a request cannot have answer 500: they are the
  /// writer's, or a reply's.
  public var status: Int {
    switch self {
    case .startLineTooLong: 414
    case .headersTooLarge, .tooManyHeaders: 431
    case .bodyTooLarge: 413
    case .unsupportedExpectation: 417
    case .unsupportedTransferEncoding: 501
    case .unsupportedVersion: 505
    case .malformedStatus, .unexpectedUpgrade, .tooManyInterimReplies, .bodyNotAllowed: 500
    case .chunkLineTooLong, .tooMuchChunkOverhead, .bareLineFeed, .bareCarriageReturn, .controlCharacter,
      .malformedStartLine, .malformedMethod, .malformedTarget, .unsupportedTarget, .obsoleteLineFolding,
      .whitespaceBeforeColon, .emptyHeaderName, .malformedHeaderName, .missingHost, .repeatedHost,
      .malformedHost, .malformedContentLength, .repeatedContentLength, .contentLengthWithTransferEncoding,
      .repeatedTransferEncoding, .transferEncodingInOldVersion, .malformedChunk, .truncated:
      400
    }
  }
}
