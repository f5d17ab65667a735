extension JSONWriter {
  /// Writes a key and a string.
  public mutating func member(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  /// Writes a key and a whole number.
  public mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    number(value)
  }

  /// Writes a key and `true` or `false`.
  public mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    boolean(value)
  }

  /// Writes a key and an amount, which becomes a string.
  public mutating func member(_ key: String, _ value: ExactDecimal) {
    self.key(key)
    decimal(value)
  }

  /// Writes a key and a value that the program composed.
  public mutating func member(_ key: String, _ value: JSON) {
    self.key(key)
    self.value(value)
  }

  /// Writes a key and a value of a document.
  public mutating func member(_ key: String, _ value: JSONValue) {
    self.key(key)
    self.value(value)
  }
}
