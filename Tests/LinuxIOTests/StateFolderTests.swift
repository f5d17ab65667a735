import Foundation
import Testing

@testable import LinuxIO

@Suite struct `The state folder` {
  @Test func `is where systemd says or XDG or the home folder`() {
    func path(_ environment: [String: String]) -> String? { StateFolder.path { environment[$0] } }
    #expect(path(["STATE_DIRECTORY": "/var/lib/a:/var/lib/b", "HOME": "/me/x"]) == "/var/lib/a")
    #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/me/x"]) == "/s/bulkhead")
    #expect(path(["HOME": "/me/x"]) == "/me/x/.local/state/bulkhead")
    #expect(path(["XDG_STATE_HOME": "relative", "HOME": "/me/x"]) == "/me/x/.local/state/bulkhead")
    #expect(path(["XDG_STATE_HOME": "", "HOME": ""]) == nil)
    #expect(path([:]) == nil)
  }

  @Test func `is made private with what lies above it`() throws {
    let folder = try Folder()
    let state = try StateFolder(folder.path("a/b/bulkhead"))
    #expect(state.path.hasSuffix("/a/b/bulkhead"))
    for name in ["a", "a/b", "a/b/bulkhead"] { #expect(folder.mode(of: name) == 0o700) }
    #expect(try state.subfolder("run").path == "\(state.path)/run")
    #expect(folder.mode(of: "a/b/bulkhead/run") == 0o700)
  }

  @Test func `that others may look into is closed to them and one they may write to is refused`() throws {
    let folder = try Folder()
    mkdir(folder.path("systemd"), 0o755)
    chmod(folder.path("systemd"), 0o755)
    _ = try StateFolder(folder.path("systemd"))
    #expect(folder.mode(of: "systemd") == 0o700)
    // At each start, whatever has come into it since.
    _ = try StateFolder(folder.path("systemd")).subfolder("run")
    try folder.write("x", as: "systemd/journal")
    chmod(folder.path("systemd"), 0o755)
    _ = try StateFolder(folder.path("systemd"))
    #expect(folder.mode(of: "systemd") == 0o700)
    mkdir(folder.path("shared"), 0o700)
    chmod(folder.path("shared"), 0o777)
    #expect(throws: PrivateFailure.openToOthers(mode: 0o777)) { _ = try StateFolder(folder.path("shared")) }
    #expect(folder.mode(of: "shared") == 0o777)
  }

  @Test func `that holds something else stays as open as it is and is refused`() throws {
    let folder = try Folder()
    for (name, inside) in [("pages", "index.html"), ("run-file", "run"), ("open-run", "run/x")] {
      mkdir(folder.path(name), 0o755)
      if inside.contains("/") { mkdir(folder.path("\(name)/run"), 0o755) }
      try folder.write("x", as: "\(name)/\(inside)")
      if inside.contains("/") { chmod(folder.path("\(name)/run"), 0o755) }
      chmod(folder.path(name), 0o755)
      #expect(throws: PrivateFailure.openToOthers(mode: 0o755), "\(name)") {
        _ = try StateFolder(folder.path(name))
      }
      #expect(folder.mode(of: name) == 0o755, "\(name)")
    }
  }

  @Test func `that is a link is refused, and so is a link in it`() throws {
    let folder = try Folder()
    mkdir(folder.path("real"), 0o700)
    symlink(folder.path("real"), folder.path("link"))
    #expect(throws: PrivateFailure.wrongKind) { _ = try StateFolder(folder.path("link")) }
    let state = try StateFolder(folder.path("real"))
    symlink("/tmp", folder.path("real/run"))
    #expect(throws: PrivateFailure.wrongKind) { _ = try state.subfolder("run") }
  }

  @Test func `has a folder that goes with its process and no link is followed at its end`() throws {
    let (folder, outside) = (try Folder(), try Folder())
    try outside.write("stays", as: "file")
    let state = try StateFolder(folder.path("state"))
    let temporary = try state.makeTemporary(prefix: "paper-")
    #expect(temporary.name == "paper-\(CurrentProcess.pid)")
    let account = try temporary.folder.subfolder("350000001")
    try account.create("journal", Array("x".utf8).span)
    symlink(outside.path, "\(account.path)/link")
    temporary.remove()
    #expect(folder.mode(of: "state/\(temporary.name)") == -1)
    #expect(outside.mode(of: "file") == 0o600)
  }

  @Test func `loses what dead processes left and keeps what living ones use`() throws {
    let folder = try Folder()
    let state = try StateFolder(folder.path("state"))
    _ = try state.subfolder("paper-999999999").subfolder("1")
    try state.folder.create("paper-file", Array("x".utf8).span)
    _ = try state.subfolder("live")
    let first = try state.makeTemporary(prefix: "paper-")
    #expect(folder.mode(of: "state/paper-999999999") == -1)
    #expect(folder.mode(of: "state/live") == 0o700)
    // As a process of the same pid in another container.
    let second = try state.makeTemporary(prefix: "paper-")
    #expect(second.name != first.name)
    #expect(second.name.hasPrefix(first.name))
    #expect(folder.mode(of: "state/\(first.name)") == 0o700)
  }

  @Test func `a tree deeper than any of ours is not walked to its end`() throws {
    let folder = try Folder()
    let state = try StateFolder(folder.path("state"))
    try FileManager.default.createDirectory(
      atPath: folder.path("state/a/b/c/d/e/f"), withIntermediateDirectories: true)
    state.folder.removeTree("a")
    #expect(folder.mode(of: "state/a") != -1)
  }
}
