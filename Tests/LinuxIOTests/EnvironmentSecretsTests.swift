import Glibc
import TestSupport
import Testing

@testable import LinuxIO

@Suite(.onLoop) struct `Secrets of the environment` {
  private func value(_ name: String) -> UnsafeMutablePointer<CChar>? { getenv(name) }

  @Test @LoopActor func `are overwritten where they lie and forgotten`() throws {
    setenv("BULKHEAD_TEST_ONE_SECRET", "needle-one", 1)
    setenv("BULKHEAD_TEST_SECRET_KEY", "needle-two", 1)
    setenv("BULKHEAD_TEST_SECRETARY", "stays", 1)
    defer { unsetenv("BULKHEAD_TEST_SECRETARY") }
    let places = try ["BULKHEAD_TEST_ONE_SECRET", "BULKHEAD_TEST_SECRET_KEY"].map {
      try #require(value($0))
    }
    let found = try EnvironmentSecrets.take([])
    #expect(found.pages.isEmpty)
    #expect(Set(found.erased).isSuperset(of: ["BULKHEAD_TEST_ONE_SECRET", "BULKHEAD_TEST_SECRET_KEY"]))
    for place in places { #expect((0..<10).allSatisfy { place[$0] == 0 }) }
    #expect(value("BULKHEAD_TEST_ONE_SECRET") == nil)
    #expect(value("BULKHEAD_TEST_SECRETARY") != nil)
  }

  @Test @LoopActor func `are all overwritten when one name is there twice`() {
    // putenv takes the string itself; an environment like this comes from a careless execve.
    let texts = (0..<2).map { strdup("BULKHEAD_TEST_TWICE\($0)_SECRET=needle")! }
    for text in texts { putenv(text) }
    // The same name in both entries, in place.
    texts[1][19] = texts[0][19]
    EnvironmentSecrets.erase(["BULKHEAD_TEST_TWICE0_SECRET"])
    for text in texts { #expect(String(cString: text + 28).isEmpty) }
    #expect(value("BULKHEAD_TEST_TWICE0_SECRET") == nil)
  }

  @Test @LoopActor func `that were handed on as pages are taken over and no other descriptor is`() throws {
    setenv("BULKHEAD_TEST_PAGE", "not-a-real-secret", 1)
    let page = try #require(try KeyPage(copyingVariable: "BULKHEAD_TEST_PAGE"))
    unsetenv("BULKHEAD_TEST_PAGE")
    let pipe = try DescriptorPair.pipe()
    let (copy, foreign) = (dup(page.number), dup(pipe.first.number))
    setenv(EnvironmentSecrets.pagesVariable, "A_SECRET:\(copy),B_SECRET:\(foreign),C_SECRET:1,D,E:x", 1)
    setenv(EnvironmentSecrets.erasedVariable, "X_SECRET,Y_SECRET", 1)
    let found = try EnvironmentSecrets.take(["A_SECRET", "B_SECRET", "C_SECRET"])
    #expect(found.pages.keys.sorted() == ["A_SECRET"])
    #expect(found.pages["A_SECRET"]?.byteCount == 17)
    #expect(fcntl(copy, F_GETFD) == FD_CLOEXEC)
    #expect(found.erased.prefix(2) == ["X_SECRET", "Y_SECRET"])
    #expect(value(EnvironmentSecrets.pagesVariable) == nil)
    let (entries, numbers) = found.handedOn(from: 3)
    #expect(entries == ["BULKHEAD_KEY_PAGES=A_SECRET:3"])
    #expect(numbers == [copy])
    // Standard output is not closed by a number that somebody wrote there.
    #expect(fcntl(1, F_GETFD) >= 0)
  }

  @Test @LoopActor func `that were handed on and are not wanted are closed`() throws {
    setenv("BULKHEAD_TEST_PAGE", "not-a-real-secret", 1)
    let page = try #require(try KeyPage(copyingVariable: "BULKHEAD_TEST_PAGE"))
    unsetenv("BULKHEAD_TEST_PAGE")
    let copy = dup(page.number)
    setenv(EnvironmentSecrets.pagesVariable, "A_SECRET:\(copy)", 1)
    let found = try EnvironmentSecrets.take([])
    #expect(found.pages.isEmpty)
    #expect(fcntl(copy, F_GETFD) == -1)
  }
}
