import Foundation
import Testing

@testable import LinuxIO

@Suite struct `A key's file` {
  private func read(
    _ path: String, containers: [String] = KeyFile.containerFolders, capacity: Int = 16 * 1024
  ) throws -> (text: String, remark: KeyFile.Remark?) {
    var failure: PrivateFailure?
    var remark: KeyFile.Remark?
    let bytes = [UInt8](capacity: capacity) { output in
      do throws(PrivateFailure) {
        remark = try KeyFile.read(path, containerFolders: containers, into: &output)
      } catch {
        failure = error
      }
    }
    try compare(path, containers, failure: failure, remark: remark, byteCount: bytes.count)
    if let failure { throw failure }
    return (String(decoding: bytes, as: UTF8.self), remark)
  }

  /// A look says of each file what reading it says; it has no room that could be too small.
  private func compare(
    _ path: String, _ containers: [String], failure: PrivateFailure?, remark: KeyFile.Remark?, byteCount: Int
  ) throws {
    do throws(PrivateFailure) {
      let looked = try KeyFile.look(at: path, containerFolders: containers)
      if case .tooLong? = failure { return }
      #expect(failure == nil && looked.remark == remark && looked.byteCount == byteCount)
    } catch {
      #expect(error == failure)
    }
  }

  @Test(arguments: [0o600, 0o400, 0o700]) func `that is private is read`(mode: Int) throws {
    let folder = try Folder()
    let found = try read(try folder.write("not-a-real-secret\n", as: "key", mode: mode))
    #expect(found.text == "not-a-real-secret\n")
    #expect(found.remark == nil)
  }

  @Test(arguments: [0o640, 0o604, 0o644, 0o660, 0o610, 0o777])
  func `that others have rights on is refused`(mode: Int) throws {
    let folder = try Folder()
    let path = try folder.write("not-a-real-secret", as: "key", mode: mode)
    #expect(throws: PrivateFailure.openToOthers(mode: mode)) { _ = try read(path) }
  }

  @Test func `that belongs to somebody else is refused`() throws {
    guard geteuid() == 0 else { return print("not checked here: only root gives files away") }
    let folder = try Folder()
    let path = try folder.write("not-a-real-secret", as: "key")
    #expect(chown(path, 65534, 65534) == 0)
    #expect(throws: PrivateFailure.foreignOwner) { _ = try read(path) }
  }

  @Test func `that is a link a folder or a pipe is refused at once`() throws {
    let folder = try Folder()
    try folder.write("not-a-real-secret", as: "key")
    symlink(folder.path("key"), folder.path("link"))
    mkfifo(folder.path("pipe"), 0o600)
    for name in ["link", "pipe", "."] {
      #expect(throws: PrivateFailure.wrongKind) { _ = try read(folder.path(name)) }
    }
    #expect(throws: PrivateFailure.self) { _ = try read(folder.path("nothing")) }
  }

  @Test func `that is too long is refused and one that just fits is read`() throws {
    let folder = try Folder()
    let path = try folder.write(String(repeating: "a", count: 64), as: "key")
    #expect(throws: PrivateFailure.tooLong(byteCountMax: 63)) { _ = try read(path, capacity: 63) }
    #expect(try read(path, capacity: 64).text.count == 64)
  }

  @Test func `where a container keeps secrets may be a link that others may read`() throws {
    let folder = try Folder()
    // As Kubernetes lays them out.
    mkdir(folder.path("..data"), 0o755)
    try folder.write("not-a-real-secret", as: "..data/key", mode: 0o444)
    symlink("..data/key", folder.path("key"))
    let real = try #require(realpath(folder.path, nil).map { String(cString: $0) })
    let found = try read(folder.path("key"), containers: ["\(real)/"])
    #expect(found.text == "not-a-real-secret")
    #expect(found.remark == .openInContainer(mode: 0o444))
    #expect("\(try #require(found.remark))".contains("mode 444"))
    // Nothing else becomes acceptable there.
    chmod(folder.path("..data/key"), 0o466)
    #expect(throws: PrivateFailure.openToOthers(mode: 0o466)) {
      _ = try read(folder.path("key"), containers: ["\(real)/"])
    }
  }

  @Test func `that a link in the container's folder leads out of it to is refused`() throws {
    let (inside, outside) = (try Folder(), try Folder())
    symlink(try outside.write("not-a-real-secret", as: "key"), inside.path("key"))
    let real = try #require(realpath(inside.path, nil).map { String(cString: $0) })
    #expect(throws: PrivateFailure.wrongKind) {
      _ = try read(inside.path("key"), containers: ["\(real)/"])
    }
  }
}
