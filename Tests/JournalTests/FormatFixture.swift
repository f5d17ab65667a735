/// A journal as version 1 of the format has it: `FormatTests.bytes()` as it was when that was new.
enum FormatFixture {
  static let version1Head = ""
  static let version1 = ""
}
