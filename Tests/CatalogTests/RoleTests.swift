import Catalog
import Testing

@Suite struct `Role of a tool` {
  // Messages, command lines and logs put roles into text; the launcher's word is what the worker looks for.
  @Test(arguments: Role.allCases)
  func `is spelled in texts as it is named`(role: Role) {
    #expect("\(role)" == role.name)
    #expect("\(role)".allSatisfy { $0.isLowercase })
  }
}
