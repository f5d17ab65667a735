import Catalog
import Foundation
import LinuxIO
import TestSupport
import Testing
import Wire

@testable import Operator

@Suite(.onLoop, .serialized) struct `A control socket` {
  @LoopActor private static func listener(
    _ folder: ControlFolder, name: String = ControlFolder.own.text,
    patience: OperatorListener.Patience = .init(), user: UInt32? = CurrentProcess.user,
    handle: @escaping OperatorListener.Handle = { .done(message: "\($0)") }
  ) throws -> OperatorListener {
    try OperatorListener(
      folder: folder.path, name: name, patience: patience, userOfPeer: { _ in user }, handle: handle)
  }

  @Test @LoopActor func `carries each request to the server and its reply back`() async throws {
    let folder = try ControlFolder()
    let listener = try OperatorListener(folder: folder.path, name: ControlFolder.own.text) { request in
      switch request {
      case .status: .answer(json: Array(#"{"a":1}"#.utf8))
      case .halt(let reason): .done(message: reason)
      default: .refused(reason: "\(request)")
      }
    }
    let client = try #require(try OperatorClient(folder: folder.path))
    #expect(try client.sockets() == [ControlFolder.own])
    #expect(try await client.ask(ControlFolder.own, .status) == .answer(json: Array(#"{"a":1}"#.utf8)))
    #expect(try await client.ask(ControlFolder.own, .halt(reason: "rain")) == .done(message: "rain"))
    let rest: [OperatorRequest] = [
      .orders(countMax: 7), .resume, .restart(.trading), .question(id: "x"), .confirm(id: "x", digest: "d"),
      .decline(id: "x", digest: "d"),
    ]
    for request in rest {
      #expect(try await client.ask(ControlFolder.own, request) == .refused(reason: "\(request)"))
    }
    listener.close()
    #expect(try folder.names.isEmpty)
    #expect(try client.sockets().isEmpty)
    await #expect(throws: OperatorClient.Failure.gone) { try await client.ask(ControlFolder.own, .status) }
  }

  @Test @LoopActor func `says who asks, by the kernel's word`() async throws {
    let folder = try ControlFolder()
    let listener = try OperatorListener(folder: folder.path, name: ControlFolder.own.text) { _, user in
      .done(message: "\(user)")
    }
    defer { listener.close() }
    let client = try #require(try OperatorClient(folder: folder.path))
    let reply = try await client.ask(ControlFolder.own, .resume)
    #expect(reply == .done(message: "\(CurrentProcess.user)"))
  }

  @Test @LoopActor func `is its owner's alone, in a folder of the owner's alone`() async throws {
    let folder = try ControlFolder()
    let listener = try Self.listener(folder)
    defer { listener.close() }
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.path + "/" + ControlFolder.own.text)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.type] as? FileAttributeType == .typeSocket)
    #expect(
      try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
    try FileManager.default.setAttributes([.posixPermissions: 0o770], ofItemAtPath: folder.path)
    #expect(throws: PrivateFailure.openToOthers(mode: 0o770)) {
      try Self.listener(folder, name: "1-trading.sock")
    }
    #expect(throws: OperatorClient.Failure.folder(.openToOthers(mode: 0o770))) {
      try OperatorClient(folder: folder.path)
    }
  }

  @Test @LoopActor func `lies as deep as it likes, which the kernel's address has no room for`() async throws
  {
    let folder = try ControlFolder(padding: 600)
    let listener = try Self.listener(folder)
    let client = try #require(try OperatorClient(folder: folder.path))
    #expect(folder.path.utf8.count > 600)
    #expect(try await client.ask(ControlFolder.own, .resume) == .done(message: "resume"))
    listener.close()
  }

  @Test @LoopActor func `answers its own user and root, and nobody else`() async throws {
    for (user, isHeard) in [
      (CurrentProcess.user, true), (0, true), (CurrentProcess.user &+ 1, false), (65_534, false),
      (nil, false),
    ] as [(UInt32?, Bool)] {
      let folder = try ControlFolder()
      let listener = try Self.listener(folder, user: user)
      let client = try #require(try OperatorClient(folder: folder.path))
      if isHeard {
        #expect(try await client.ask(ControlFolder.own, .status) == .done(message: "status"))
      } else {
        await #expect(throws: OperatorClient.Failure.noAnswer) {
          try await client.ask(ControlFolder.own, .status)
        }
      }
      #expect(listener.strangerCount == (isHeard ? 0 : 1))
      listener.close()
    }
  }

  @Test @LoopActor func `takes the kernel's word for who is at the other end`() throws {
    let pair = try DescriptorPair.sockets()
    #expect(pair.first.peerUser == CurrentProcess.user)
    #expect(try OwnedDescriptor.null().peerUser == nil)
  }

  @Test @LoopActor func `ends whoever sends something else, and goes on answering`() async throws {
    let folder = try ControlFolder()
    var asked = 0
    let listener = try Self.listener(folder) { _ in
      asked += 1
      return .done(message: "")
    }
    defer { listener.close() }
    let client = try #require(try OperatorClient(folder: folder.path))
    var twice: [UInt8] = []
    OperatorRequest.resume.encode(into: &twice)
    OperatorRequest.resume.encode(into: &twice)
    var unknown: [UInt8] = []
    OperatorRequest.status.encode(into: &unknown)
    unknown[4] = 99
    let oversize: [UInt8] = [0xFF, 0xFF, 0xFF, 0x7F]
    let justTooLarge: [UInt8] = [1, 16, 0, 0] + [UInt8](repeating: 0, count: 4097)
    for bytes in [
      twice, unknown, oversize, justTooLarge, Array("GET / HTTP/1.1\r\n\r\n".utf8), [0, 0, 0, 0],
    ] {
      let socket = try folder.connection(ControlFolder.own.text)
      defer { close(socket) }
      #expect(bytes.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) } == bytes.count)
      await EventLoop.shared.sleep(nanoseconds: 20_000_000)
      var byte: UInt8 = 0
      #expect(recv(socket, &byte, 1, 0) <= 0, "\(bytes.prefix(8))")
    }
    #expect(asked == 0)
    #expect(try await client.ask(ControlFolder.own, .status) == .done(message: ""))
  }

  @Test @LoopActor func `does not wait for the silent`() async throws {
    let folder = try ControlFolder()
    let listener = try Self.listener(
      folder, patience: .init(requestMilliseconds: 50, answerMilliseconds: 50, deliveryMilliseconds: 50))
    defer { listener.close() }
    let socket = try folder.connection(ControlFolder.own.text)
    defer { close(socket) }
    // Half a request.
    var half: [UInt8] = []
    OperatorRequest.status.encode(into: &half)
    #expect(half.withUnsafeBytes { write(socket, $0.baseAddress, 9) } == 9)
    let channel = try Channel(OwnedDescriptor(owning: dup(socket)))
    var buffer = ReceiveBuffer(byteCountMax: 16)
    let started = EventLoop.now
    #expect(try await channel.read(into: &buffer, deadline: started + 5_000_000_000) == 0)
    #expect(EventLoop.now - started < 4_000_000_000)
    channel.close()
  }

  @Test @LoopActor func `says so when an answer takes long, and lets go of the connection`() async throws {
    let folder = try ControlFolder()
    let release = Latch<Void>()
    let listener = try Self.listener(
      folder, patience: .init(requestMilliseconds: 1000, answerMilliseconds: 30, deliveryMilliseconds: 1000)
    ) { _ in
      await release.value()
      return .done(message: "late")
    }
    let client = try #require(try OperatorClient(folder: folder.path))
    for _ in 0..<OperatorListener.handlingCountMax {
      #expect(try await client.ask(ControlFolder.own, .status).refusal.contains("takes long"))
    }
    #expect(try await client.ask(ControlFolder.own, .status).refusal.contains("too much"))
    release.set(())
    listener.close()
  }

  @Test @LoopActor func `serves a bounded number of connections at a time`() async throws {
    let folder = try ControlFolder()
    let listener = try Self.listener(folder)
    defer { listener.close() }
    let client = try #require(try OperatorClient(folder: folder.path))
    var idle: [Int32] = []
    defer { for socket in idle { close(socket) } }
    for _ in 0..<OperatorListener.connectionCountMax {
      idle.append(try folder.connection(ControlFolder.own.text))
    }
    #expect(try await client.ask(ControlFolder.own, .status).refusal.contains("too many"))
    close(idle.removeLast())
    await EventLoop.shared.sleep(nanoseconds: 50_000_000)
    #expect(try await client.ask(ControlFolder.own, .status) == .done(message: "status"))
  }

  @Test @LoopActor func `passes the largest answer, and says that a larger one does not fit`() async throws {
    let folder = try ControlFolder()
    let most = OperatorReply.jsonByteCountMax
    var answeredCount = 0
    let listener = try Self.listener(folder) { _ in
      answeredCount += 1
      return .answer(json: [UInt8](repeating: UInt8(ascii: "x"), count: most + answeredCount - 1))
    }
    defer { listener.close() }
    let client = try #require(try OperatorClient(folder: folder.path))
    let largest = OperatorReply.answer(json: [UInt8](repeating: UInt8(ascii: "x"), count: most))
    #expect(try await client.ask(ControlFolder.own, .status) == largest)
    #expect(try await client.ask(ControlFolder.own, .status).refusal.contains("more than fit"))
  }

  @Test @LoopActor func `of a dead process is removed, and nothing else is`() async throws {
    let folder = try ControlFolder()
    let elsewhere = OperatorSocketName(pid: try ControlFolder.deadPid(), owner: .launcher)
    let foreign = try Self.listener(folder, name: elsewhere.text)
    let dead = OperatorSocketName(pid: try ControlFolder.deadPid(), owner: .trading)
    // One that was left behind by a dead process, by this pid before it listened, and one that still listens
    // under a pid that only another container knows.
    let leftBehind = try Self.abandoned(folder, dead.text)
    let own = try Self.abandoned(folder, ControlFolder.own.text)
    try Data().write(to: URL(fileURLWithPath: folder.path + "/notes.txt"))
    #expect(leftBehind && own)
    #expect(try folder.names.count == 4)
    let listener = try Self.listener(folder)
    #expect(try folder.names == [ControlFolder.own.text, elsewhere.text, "notes.txt"].sorted())
    listener.close()
    foreign.close()
  }

  @Test @LoopActor func `of an earlier worker under the same launcher is taken over`() async throws {
    let folder = try ControlFolder()
    // The parent of this process: one that lives and is not this one.
    let name = OperatorSocketName(pid: getppid(), owner: .trading)
    #expect(try Self.abandoned(folder, name.text))
    let listener = try Self.listener(folder, name: name.text)
    let client = try #require(try OperatorClient(folder: folder.path))
    #expect(try await client.ask(name, .status) == .done(message: "status"))
    listener.close()
  }

  /// A socket whose listener ended without taking its name away.
  @LoopActor private static func abandoned(_ folder: ControlFolder, _ name: String) throws -> Bool {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let listener = try UnixListener(in: PrivateFolder(folder.path), name: "x")
    let isMoved = rename(folder.path + "/x", folder.path + "/" + name) == 0
    listener.close()
    return isMoved
  }

  @Test @LoopActor func `is taken from nobody who listens`() async throws {
    let folder = try ControlFolder()
    let first = try Self.listener(folder)
    defer { first.close() }
    #expect(throws: PrivateFailure.system(SystemFailure(call: "bind", number: SystemFailure.addressInUse))) {
      try Self.listener(folder)
    }
    let client = try #require(try OperatorClient(folder: folder.path))
    #expect(try await client.ask(ControlFolder.own, .status) == .done(message: "status"))
  }

  @Test @LoopActor func `is no client's business where no server has ever run`() async throws {
    #expect(try OperatorClient(folder: "/tmp/bulkhead-nothing-\(UUID().uuidString)/run") == nil)
  }

  @Test @LoopActor func `leaves no descriptor and no watch behind`() async throws {
    let folder = try ControlFolder()
    let before = (EventLoop.shared.watchCount, try Self.descriptorCount())
    for _ in 0..<200 {
      let listener = try Self.listener(folder)
      let client = try #require(try OperatorClient(folder: folder.path))
      _ = try await client.ask(ControlFolder.own, .status)
      listener.close()
      await EventLoop.shared.sleep(nanoseconds: 1_000_000)
    }
    await EventLoop.shared.sleep(nanoseconds: 20_000_000)
    // Other tests open and close at the same time; what each round left behind would be two hundred.
    #expect(EventLoop.shared.watchCount < before.0 + 100)
    #expect(try Self.descriptorCount() < before.1 + 100)
  }

  private static func descriptorCount() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  @Test(arguments: [
    "", "x", "1-launcher", "-trading.sock", "0-trading.sock", "01-trading.sock", "-1-trading.sock",
    "1-market.sock", "1-trading.sock.new", "99999999999-trading.sock", "1-2-trading.sock", "notes.txt",
  ]) func `has a name that nothing else has`(_ text: String) {
    #expect(OperatorSocketName(text) == nil)
  }

  @Test func `has a name that says whose it is`() {
    let name = OperatorSocketName(pid: 4711, owner: .trading)
    #expect(name.text == "4711-trading.sock")
    #expect(OperatorSocketName(name.text) == name)
  }
}

extension OperatorReply {
  /// The reason of a refusal; empty for every other reply.
  fileprivate var refusal: String {
    if case .refused(let reason) = self { return reason }
    return ""
  }
}
