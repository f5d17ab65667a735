/// The pass that keeps every value.
enum JSONBuilding: JSONParsingMode {
  @inline(__always)
  static var keepsValues: Bool { true }
}
