import Foundation

/// A running `bulkhead-paper` and the keys of its ready line.
final class PaperUnderTest {
  struct Key {
    let id: String
    let kind: String
    let secretFile: String
    let rights: [String]
  }

  let program: ProgramUnderTest
  let readyLine: String
  let port: UInt16
  let keys: [Key]

  init(_ arguments: [String] = [], environment: [String: String] = [:]) throws {
    program = try ProgramUnderTest(Programs.paper, arguments, environment: environment)
    let started = program
    try started.wait(for: "the ready line") { started.output.contains(UInt8(ascii: "\n")) || started.isEnded }
    readyLine = String(decoding: program.takeOutput(), as: UTF8.self)
    guard let ready = ParsedJSON.object(Data(readyLine.utf8)), let url = ready["url"] as? String,
      let port = url.split(separator: ":").last.flatMap({ UInt16($0) }),
      let keys = ready["keys"] as? [[String: Any]]
    else { throw EndToEndFailure.unreadable("no ready line: \(program.errorText)") }
    self.port = port
    self.keys = keys.map {
      Key(
        id: $0["id"] as? String ?? "", kind: $0["kind"] as? String ?? "",
        secretFile: $0["secret_file"] as? String ?? "", rights: $0["rights"] as? [String] ?? [])
    }
  }

  /// The folder that the keys lie in.
  var folder: String { keys.first.map { ($0.secretFile as NSString).deletingLastPathComponent } ?? "" }

  func finish() throws -> Int32 {
    program.closeInput()
    return try program.waitForExit()
  }

  /// What the exchange says of a key when the key's file signs the question; the openssl command does that,
  /// which has nothing of the product.
  func restrictions(of key: Key, signedBy file: String? = nil) throws -> [String: Any] {
    let query = "timestamp=\(Int(Date().timeIntervalSince1970 * 1_000))"
    let signature = try Self.signature(of: query, kind: key.kind, file: file ?? key.secretFile)
    let body = try LoopbackSocket.body(
      of: "/sapi/v1/account/apiRestrictions?\(query)&signature=\(signature)", port: port,
      headers: "X-MBX-APIKEY: \(key.id)\r\n")
    return ParsedJSON.object(Data(body)) ?? [:]
  }

  private static let openssl = "/usr/bin/openssl"

  /// False where there is no openssl command; says so.
  static let canSign: Bool = {
    let isInstalled = FileManager.default.isExecutableFile(atPath: openssl)
    if !isInstalled { print("not checked here: signatures, since there is no \(openssl)") }
    return isInstalled
  }()

  private static func signature(of payload: String, kind: String, file: String) throws -> String {
    let scratch = try ScratchFolder()
    let message = try scratch.write(Data(payload.utf8), as: "payload")
    let arguments: [String]
    switch kind {
    case "hmac":
      let secret = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
      arguments = ["dgst", "-sha256", "-mac", "HMAC", "-macopt", "key:\(secret)", "-binary", message]
    case "ed25519": arguments = ["pkeyutl", "-sign", "-inkey", file, "-rawin", "-in", message]
    default: arguments = ["dgst", "-sha256", "-sign", file, message]
    }
    let program = try ProgramUnderTest(openssl, arguments)
    guard try program.waitForExit() == 0 else { throw EndToEndFailure.unreadable(program.errorText) }
    guard kind != "hmac" else { return program.output.map { String(format: "%02x", $0) }.joined() }
    let text = Data(program.output).base64EncodedString()
    return text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
