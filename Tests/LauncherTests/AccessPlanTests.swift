import Configuration
import Foundation
import Testing
import Wire

@testable import Launcher

@Suite struct `Who is let in, as the launcher reads it` {
  /// A folder that is taken for trustworthy, with all above it.
  private final class Place {
    let path = FileManager.default.temporaryDirectory.path + "/bulkhead-access-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
      // A folder left behind among the temporary files is no failure of the product.
      try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ text: String, mode: Int = 0o600) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
    }
  }

  private func access(_ place: Place, issuer: Bool = true) -> Configuration.Access {
    var access = Configuration.Access()
    guard issuer else { return access }
    access.issuer = "https://issuer.example"
    access.audience = "desk"
    access.keysFile = "\(place.path)/keys.json"
    return access
  }

  @Test func `the files are passed on as they are, with what the configuration says`() throws {
    let place = try Place()
    try place.write("tokens.json", "some tokens")
    try place.write("keys.json", "some keys")
    var access = access(place)
    access.scopePrefix = "bh:"
    access.callsPerMinuteMax = 7
    let plan = try AccessPlan(
      access, configurationPath: "\(place.path)/bulkhead.json", environment: { _ in nil })
    let reading = plan.read(trusting: place.path)
    #expect(reading.troubles.isEmpty)
    #expect(reading.rules.tokens == Array("some tokens".utf8))
    #expect(reading.rules.keys == Array("some keys".utf8))
    #expect(
      reading.rules.issuer
        == IssuerSetting(issuer: "https://issuer.example", audience: "desk", scopePrefix: "bh:"))
    #expect(reading.rules.callsPerMinuteMax == 7 && reading.rules.callsAtOnceMax == 16)
    // What follows goes over a socket.
    var bytes: [UInt8] = []
    ToChild.access(reading.rules).encode(into: &bytes)
    let frame = try #require(try Frame.decode(bytes[...], byteCountMax: Frame.accessByteCountMax))
    #expect(try ToChild(frame) == .access(reading.rules))
  }

  @Test func `a file that others can write, that is too long or not there lets nobody in, and that is said`()
    throws
  {
    let place = try Place()
    try place.write("keys.json", String(repeating: "k", count: AccessRules.fileByteCountMax + 1))
    let plan = try AccessPlan(access(place), tokensPath: "\(place.path)/tokens.json")
    var reading = plan.read(trusting: place.path)
    #expect(reading.rules.tokens.isEmpty && reading.rules.keys.isEmpty)
    #expect(reading.troubles.count == 2)
    #expect(reading.troubles[0].contains("bulkhead token new"))
    try place.write("tokens.json", "tokens", mode: 0o620)
    reading = plan.read(trusting: place.path)
    #expect(reading.rules.tokens.isEmpty && reading.troubles[0].contains("can be written by others"))
    try place.write("tokens.json", "tokens", mode: 0o600)
    #expect(plan.read(trusting: place.path).rules.tokens == Array("tokens".utf8))
  }

  @Test func `an issuer whose tokens could not be judged is refused at the start`() throws {
    let place = try Place()
    for take in [\Configuration.Access.keysFile, \.audience, \.issuer] {
      var access = access(place)
      access[keyPath: take] = nil
      #expect(throws: AccessPlan.Failure.self) { try AccessPlan(access, tokensPath: nil) }
    }
    var resource = access(place)
    resource.audience = nil
    resource.resource = "https://desk.example/mcp"
    let plan = try AccessPlan(resource, tokensPath: nil)
    #expect(plan.read(trusting: place.path).rules.issuer?.audience == "https://desk.example/mcp")
  }

  @Test func `without an issuer there are only tokens, beside the configuration file`() throws {
    let place = try Place()
    let plan = try AccessPlan(
      access(place, issuer: false), configurationPath: nil,
      environment: { $0 == "XDG_CONFIG_HOME" ? place.path : nil })
    try FileManager.default.createDirectory(
      atPath: place.path + "/bulkhead", withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    try place.write("bulkhead/tokens.json", "tokens")
    let reading = plan.read(trusting: place.path)
    #expect(reading.rules.issuer == nil && reading.rules.tokens == Array("tokens".utf8))
    #expect(reading.troubles.isEmpty)
  }
}
