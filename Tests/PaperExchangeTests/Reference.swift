import Foundation
import TestSupport

/// Recorded payloads beside the repository, where there are any.
enum Reference {
  /// The bytes of a file under `binance/real`, uncompressed; `nil`, said aloud, when it is absent.
  static func recording(_ name: String) throws -> [UInt8]? {
    guard let file = Repository.reference("binance/real/\(name)") else { return nil }
    guard name.hasSuffix(".gz") else { return [UInt8](try Data(contentsOf: file)) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/gzip")
    process.arguments = ["-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return [UInt8](data)
  }
}
