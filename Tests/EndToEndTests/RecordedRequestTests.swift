import Foundation
import TestSupport
import Testing

extension `End to end` {
  /// Every tool's requests as they leave the built programs, byte for byte, for the exchange's own hosts. Set
  /// `BULKHEAD_WRITE_SNAPSHOTS=1` to write the files anew, then read the difference before committing it.
  @Suite(.enabled(if: ThrowAwayAuthority.isPossible)) struct `Requests to the exchange's own hosts` {
    private static let isWriting = ProcessInfo.processInfo.environment["BULKHEAD_WRITE_SNAPSHOTS"] == "1"

    @Test(arguments: RecordedVenue.Name.allCases)
    func `are the agreed ones, byte for byte`(name: RecordedVenue.Name) throws {
      let venue = try RecordedVenue(name)
      let calls = try RecordedCalls(venue)
      try Self.expectAllTools(venue)
      try Self.expectHosts(venue, calls)
      Self.expectKeys(venue, calls)
      for request in calls.all { Self.expectForm(request, venue) }
      try Self.expectSignatures(venue, calls)
      let version = try #require(try venue.server.status()["version"] as? String)
      let text = calls.text(RequestRendering(venue: venue, version: version))
      try venue.finish()
      let file = Repository.root.appendingPathComponent("Tests/EndToEndTests/Requests/\(name.rawValue).txt")
      if Self.isWriting { try Data(text.utf8).write(to: file) }
      let agreed = try String(contentsOf: file, encoding: .utf8)
      let difference = Self.difference(agreed, text)
      #expect(difference.isEmpty, "\(name): \(difference.joined(separator: "\n"))")
    }

    /// The table has every tool that is listed, and every argument of each.
    private static func expectAllTools(_ venue: RecordedVenue) throws {
      let answer = try venue.server.answer(venue.server.request("tools/list"))
      let tools = try #require(answer.result?["tools"] as? [[String: Any]])
      #expect(tools.count > 35)
      for tool in tools {
        let name = try #require(tool["name"] as? String)
        let calls = RequestCall.all.filter { $0.tool == name }
        #expect(!calls.isEmpty, "\(name) is not in the table")
        let schema = try #require(tool["inputSchema"] as? [String: Any])
        let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
        let given = Set(calls.flatMap { $0.arguments.keys })
        #expect(known.isSubset(of: given), "\(name): no call with \(known.subtracting(given).sorted())")
      }
    }

    /// Nobody else is asked for, and the two ways to the network are whose they are to be.
    private static func expectHosts(_ venue: RecordedVenue, _ calls: RecordedCalls) throws {
      let asked = venue.environmentProxy.connects + venue.configurationProxy.connects
      #expect(Set(asked) == Set(venue.name.hosts.map { "\($0):443" }))
      for request in calls.all {
        let isFutures = request.path.hasPrefix("/fapi/")
        #expect(request.authority == venue.name.hosts[isFutures ? 1 : 0], "\(request.headLines)")
        #expect(request.field("Host") == request.authority, "\(request.headLines)")
        #expect(venue.name == .live || !request.path.hasPrefix("/sapi/"), "\(request.headLines)")
      }
      for entry in calls.entries {
        let way: RecordedRequest.Way = entry.call.role == .market ? .environment : .configuration
        #expect(entry.requests.allSatisfy { $0.way == way }, "\(entry.call)")
      }
    }

    /// A key goes along with its own worker's signed requests, and with nothing else.
    private static func expectKeys(_ venue: RecordedVenue, _ calls: RecordedCalls) {
      for request in calls.all {
        let hasName = request.headLines.contains { $0.lowercased().hasPrefix("x-mbx-apikey") }
        #expect(hasName == (request.signed != nil), "\(request.headLines)")
        #expect((request.keyID == nil) == (request.signed == nil), "\(request.headLines)")
        if request.way == .environment { #expect(!hasName, "\(request.headLines)") }
      }
      for entry in calls.entries {
        for request in entry.requests where request.keyID != nil {
          let isFutures = request.path.hasPrefix("/fapi/")
          let wanted = entry.call.role == .account ? "read" : isFutures ? "futures" : "trading"
          let purpose = request.keyID.flatMap { venue.purpose(ofKey: $0) }
          #expect(purpose == wanted, "\(entry.call): \(request.headLines)")
        }
      }
    }

    /// Parameters stand in the query or in a form, never in both; times are now.
    private static func expectForm(_ request: RecordedRequest, _ venue: RecordedVenue) {
      #expect(["GET", "POST", "DELETE"].contains(request.method))
      #expect(request.body.isEmpty || !request.target.contains("?"), "\(request.headLines)")
      let length = request.field("Content-Length").flatMap { Int($0) }
      #expect(length == (request.method == "POST" ? request.body.utf8.count : nil), "\(request.headLines)")
      guard request.signed != nil else { return }
      let time = request.parameter("timestamp").flatMap { Double($0) } ?? 0
      #expect(abs(time / 1_000 - Date().timeIntervalSince1970) < 120, "\(request.headLines)")
    }

    private static func expectSignatures(_ venue: RecordedVenue, _ calls: RecordedCalls) throws {
      var count = 0
      for key in venue.keys.values {
        let requests = calls.all.filter { $0.keyID == key.id }
        let expected = try RequestSignatures.expected(of: requests, key: key)
        #expect(requests.map { $0.signed?.signature } == expected.map { $0 }, "\(key.kind)")
        count += expected.count
      }
      #expect(count > 60)
    }

    /// The lines by which two texts differ, some of them.
    private static func difference(_ agreed: String, _ text: String) -> [String] {
      let old = agreed.components(separatedBy: "\n")
      let changes = text.components(separatedBy: "\n").difference(from: old)
      return changes.prefix(24).map { change in
        switch change {
        case .insert(let line, let element, _): "+ \(line + 1): \(element)"
        case .remove(let line, let element, _): "- \(line + 1): \(element)"
        }
      }
    }
  }
}
