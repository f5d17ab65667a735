import Foundation
import LinuxIO
import Operator
import Wire

/// A folder of control sockets that is gone when the test is over.
final class ControlFolder {
  /// The folder that stands for `<state>/run`.
  let path: String
  private let root: String

  /// - Parameter depth: bytes that the path has more than it would need.
  init(padding: Int = 0) throws {
    root = FileManager.default.temporaryDirectory.path + "/bulkhead-op-\(UUID().uuidString)"
    var deep = root
    while deep.utf8.count < root.utf8.count + padding { deep += "/" + String(repeating: "d", count: 100) }
    try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
    path = deep + "/run"
  }

  deinit {
    // A folder left behind in the temporary folder is no failure of the product.
    try? FileManager.default.removeItem(atPath: root)
  }

  /// What is in the folder.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// This process's socket.
  static var own: OperatorSocketName { OperatorSocketName(pid: CurrentProcess.pid, owner: .launcher) }

  /// A pid that no process has: that of a child that has ended and was waited for.
  static func deadPid() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }

  /// A plain connection to a socket in the folder, blocking, with a time limit on reads.
  func connection(_ name: String) throws -> Int32 {
    let socket = try UnixClient.connect(in: PrivateFolder(existing: path), name: name).release()
    _ = fcntl(socket, F_SETFL, 0)
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return socket
  }
}
