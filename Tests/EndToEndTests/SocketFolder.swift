import Foundation

/// A folder of this user alone, with a short path, for sockets; gone when the test is over.
///
/// Short, because `openssl s_server` (3.0) ends without a word when the path of its socket has more than 31
/// bytes: it asks getnameinfo(3) for its name, whose service has room for so many.
final class SocketFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/bh-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw EndToEndFailure.system("mkdtemp", errno: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // A folder left behind in the temporary folder is no failure of the product.
    try? FileManager.default.removeItem(atPath: path)
  }
}
