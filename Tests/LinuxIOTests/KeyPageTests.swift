import Glibc
import TestSupport
import Testing

@testable import LinuxIO

@Suite(.onLoop) struct `A page for a key` {
  /// Sets a variable, makes a page of it and forgets the variable. On the loop, so that no two tests change
  /// the environment at a time.
  @LoopActor private func page(of value: String, isSecretMemory: Bool = true) throws -> KeyPage? {
    setenv("BULKHEAD_TEST_PAGE", value, 1)
    defer { unsetenv("BULKHEAD_TEST_PAGE") }
    return try KeyPage(copyingVariable: "BULKHEAD_TEST_PAGE", wantsSecretMemory: isSecretMemory)
  }

  private func text(_ page: KeyPage, capacity: Int = KeyPage.byteCountMax) throws -> String {
    var failure: PrivateFailure?
    let bytes = [UInt8](capacity: capacity) { output in
      do throws(PrivateFailure) {
        try page.read(into: &output)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [true, false]) @LoopActor
  func `holds what the variable held and a child that gets it reads the same`(isSecretMemory: Bool) throws {
    let page = try #require(try page(of: "not-a-real-secret", isSecretMemory: isSecretMemory))
    #expect(page.byteCount == 17)
    #expect(try text(page) == "not-a-real-secret")
    if !isSecretMemory { #expect(!page.isSecretMemory) }
    print("secret memory: \(page.isSecretMemory)")
    // As often as wanted: that is what a restart of a worker does.
    let again = try #require(KeyPage(try OwnedDescriptor.duplicating(page.number)))
    #expect(try text(again) == "not-a-real-secret")
  }

  @Test(arguments: [true, false]) @LoopActor
  func `cannot be written or cut through its descriptor`(isSecretMemory: Bool) throws {
    let page = try #require(try page(of: "not-a-real-secret", isSecretMemory: isSecretMemory))
    #expect(pwrite(page.number, "x", 1, 0) == -1)
    #expect(ftruncate(page.number, 3) == -1)
    #expect(try text(page) == "not-a-real-secret")
  }

  @Test @LoopActor func `of secret memory cannot be read or opened again by its descriptor`() throws {
    let page = try #require(try page(of: "not-a-real-secret"))
    guard page.isSecretMemory else {
      print("not checked here: this kernel gives no secret memory")
      return
    }
    var bytes = [UInt8](repeating: 0, count: 32)
    #expect(pread(page.number, &bytes, 32, 0) == -1)
    #expect(open("/proc/self/fd/\(page.number)", O_RDONLY) == -1)
  }

  @Test(arguments: [
    (
      "-----BEGIN PRIVATE KEY-----\\nAAA\\n-----END PRIVATE KEY-----\\n",
      "-----BEGIN PRIVATE KEY-----\nAAA\n-----END PRIVATE KEY-----\n"
    ),
    ("-----BEGIN PRIVATE KEY-----\nAAA\n", "-----BEGIN PRIVATE KEY-----\nAAA\n"),
    ("no\\nPEM", "no\\nPEM"), ("-----BEGIN \\", "-----BEGIN \\"),
  ]) @LoopActor
  func `has line ends where a PEM key was written on one line`(given: String, expected: String) throws {
    let page = try #require(try page(of: given))
    #expect(try text(page) == expected)
  }

  @Test @LoopActor func `of nothing is none and of too much is refused`() throws {
    #expect(try page(of: "") == nil)
    unsetenv("BULKHEAD_TEST_PAGE")
    #expect(try KeyPage(copyingVariable: "BULKHEAD_TEST_PAGE") == nil)
    #expect(throws: SystemFailure.self) {
      _ = try page(of: String(repeating: "a", count: KeyPage.byteCountMax + 1))
    }
    let longest = try #require(try page(of: String(repeating: "a", count: KeyPage.byteCountMax)))
    #expect(longest.byteCount == KeyPage.byteCountMax)
    #expect(throws: PrivateFailure.tooLong(byteCountMax: 100)) { _ = try text(longest, capacity: 100) }
  }

  @Test @LoopActor func `is not made of a descriptor of something else`() throws {
    let null = try OwnedDescriptor.null()
    #expect(KeyPage(try null.duplicated()) == nil)
    let folder = try Folder()
    let number = open(try folder.write("not-a-real-secret", as: "file"), O_RDONLY)
    #expect(KeyPage(OwnedDescriptor(owning: number)) == nil)
    // A memory file that was not sealed could change while it is read.
    let pipe = try DescriptorPair.pipe()
    #expect(KeyPage(try pipe.first.duplicated()) == nil)
  }

  @Test @LoopActor func `leaves no descriptor behind when it is refused or gone`() throws {
    func count() -> Int {
      (0..<256).filter { fcntl(Int32($0), F_GETFD) >= 0 && KeyPage.isOne(Int32($0)) }.count
    }
    let before = count()
    for _ in 0..<20 { _ = try page(of: "not-a-real-secret") }
    #expect(count() == before)
  }
}

extension KeyPage {
  fileprivate static func isOne(_ number: Int32) -> Bool {
    let copy = dup(number)
    return copy >= 0 && KeyPage(OwnedDescriptor(owning: copy)) != nil
  }
}
