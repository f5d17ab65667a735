extension HTTPHeaders {
  /// The values of all fields of this name as they came, in order, blanks around them taken away; not split
  /// at commas.
  ///
  /// For credentials: no `String` of one is made, and bytes that are not UTF-8 stay what they are.
  public func byteValues(for name: String) -> [ArraySlice<UInt8>] {
    let span = bytes.span
    let wanted = name.utf8.span
    var values: [ArraySlice<UInt8>] = []
    for field in fields where span.isSame(field.name, as: wanted) { values.append(bytes[field.value]) }
    return values
  }
}
