/// Looking at values without making strings of them.
extension HTTPHeaders {
  /// How many fields have this name.
  public func count(of name: String) -> Int {
    let span = bytes.span
    let wanted = name.utf8.span
    var count = 0
    for field in fields where field.nameByteCount == wanted.count {
      if span.isSame(field.name, as: wanted) { count += 1 }
    }
    return count
  }

  /// Lends the bytes of the first value of this name, blanks around it taken away.
  ///
  /// - Returns: nil when there is no such field.
  public func withValue<Result>(of name: String, _ body: (Span<UInt8>) -> Result) -> Result? {
    let span = bytes.span
    let wanted = name.utf8.span
    for field in fields where field.nameByteCount == wanted.count {
      if span.isSame(field.name, as: wanted) { return body(span.extracting(field.value)) }
    }
    return nil
  }
}
