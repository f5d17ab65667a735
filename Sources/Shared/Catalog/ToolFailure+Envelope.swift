import Values

extension ToolFailure {
  /// The answer a client gets: `{"success":false,"error":{…},"timestamp":…}`, compact JSON.
  ///
  /// All six members of `error` are always there, `code` and `suggestion` as `null` when there is none, so
  /// that a program can read them without asking first.
  ///
  /// - Parameter timestampMilliseconds: the time of the answer, in milliseconds since 1970 UTC.
  public func envelope(timestampMilliseconds: Int) -> [UInt8] {
    var writer = JSONWriter(reservingByteCount: 256 + message.utf8.count)
    writer.beginObject()
    writer.member("success", false)
    writer.key("error")
    writer.beginObject()
    writer.member("type", kind.rawValue)
    writer.key("code")
    if let code { writer.number(code) } else { writer.null() }
    writer.member("message", message)
    writer.member("retryable", isRetryable)
    writer.key("suggestion")
    if let suggestion { writer.string(suggestion) } else { writer.null() }
    writer.key("details")
    writer.beginObject()
    for (name, value) in details {
      writer.key(name)
      writer.value(value)
    }
    writer.endObject()
    writer.endObject()
    writer.member("timestamp", timestampMilliseconds)
    writer.endObject()
    return writer.bytes
  }
}
