import Foundation
import TestSupport

/// The scripts `run` and `test` in a folder of their own, with little programs that stand for the compiler
/// and the package tools and write down how they were started.
///
/// Nothing is compiled or installed: the stand-in for `swift` puts programs where a build would.
final class ScriptTree {
  private let scratch: ScratchFolder
  private let programs: String
  /// What `PATH` leads to, without any of these: only stand-ins go by their names.
  private static let hidden = ["swift", "pkg-config", "dpkg-query", "apt-get", "id"]

  /// - Parameter programs: the folder of the programs that a build yields.
  init(programs: String) throws {
    scratch = try ScratchFolder()
    self.programs = programs
    for folder in ["tree/scripts/hot-functions", "tree/Sources/Shared/CLinux", "stand-ins", "tools", "home"] {
      try FileManager.default.createDirectory(
        atPath: scratch.path(folder), withIntermediateDirectories: true)
    }
    for script in ["run", "test", "Package.swift", "Sources/Shared/CLinux/clinux.c"] {
      try FileManager.default.copyItem(
        atPath: Repository.root.appendingPathComponent(script).path, toPath: scratch.path("tree/\(script)"))
    }
    // The compiler of this machine is in one of the places where they look besides PATH.
    let prepare = try String(
      contentsOf: Repository.root.appendingPathComponent("scripts/prepare.sh"), encoding: .utf8)
    let places = "/opt/swift/usr/bin/ /usr/local/swift/usr/bin/"
    guard prepare.contains(places) else { throw EndToEndFailure.unreadable("where do the scripts look now?") }
    _ = try scratch.write(Data(prepare.replacing(places, with: "").utf8), as: "tree/scripts/prepare.sh")
    for tool in try FileManager.default.contentsOfDirectory(atPath: "/usr/bin")
    where !Self.hidden.contains(tool) {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path("tools/\(tool)"), withDestinationPath: "/usr/bin/\(tool)")
    }
    try standIn("pkg-config")
    try standIn("dpkg-query", "printf 'install ok installed'")
    try standIn("id", "echo 1000")
  }

  func path(_ name: String) -> String { scratch.path("tree/\(name)") }

  /// What a program that the scripts start finds in its environment, with secrets among it.
  var environment: [String: String] {
    [
      "PATH": "\(scratch.path("stand-ins")):\(scratch.path("tools"))", "HOME": scratch.path("home"),
      "XDG_STATE_HOME": scratch.path("home/state"), "DESK_SECRET": "needle", "DESK_SECRET_KEY": "needle",
    ]
  }

  /// Makes a program of this name that writes a line about each of its starts, then does what `script` says.
  func standIn(_ name: String, _ script: String = "") throws {
    let text = """
      #!/bin/sh
      line="$(basename "$0") $*"
      secrets=$(env | grep -c -e '^DESK_SECRET')
      printf '%s; %s bytes of input, %s secrets\\n' "$line" "$(head -c 1 | wc -c)" "$secrets" >>'\(records)'
      \(script)

      """
    let file = try scratch.write(Data(text.utf8), as: "stand-ins/\(name)")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
  }

  /// Makes a stand-in for the compiler, whose builds are links to the programs.
  func swift(version: String = "6.3", testExitCode: Int = 0) throws {
    try standIn(
      "swift",
      """
      case "$*" in
      --version) echo 'Swift version \(version) (swift-\(version)-RELEASE)' ;;
      *'-c release'*)
        while [ "$1" != --product ]; do shift; done
        mkdir -p .build/release
        ln -sf '\(programs)'/"$2" .build/release/"$2" ;;
      test*) exit \(testExitCode) ;;
      esac
      """)
  }

  private var records: String { scratch.path("records") }

  /// Forgets what was started, and says it: a line for each, without what does not start with `prefix`.
  func takeRecords(_ prefix: String = "") throws -> [String] {
    let text = FileManager.default.contents(atPath: records).map { String(decoding: $0, as: UTF8.self) } ?? ""
    try Data().write(to: URL(fileURLWithPath: records))
    return text.split(separator: "\n").map(String.init).filter { $0.hasPrefix(prefix) }
  }

  /// Starts a script of the tree, in another folder than the tree.
  func start(_ script: String, _ arguments: [String] = []) throws -> ProgramUnderTest {
    let words = ["-C", scratch.path("home"), path(script)] + arguments
    return try ProgramUnderTest("/usr/bin/env", words, environment: environment)
  }

  /// Starts a script and waits for its end. Its input stays open meanwhile: who reads it would wait.
  func run(
    _ script: String, _ arguments: [String] = []
  ) throws -> (code: Int32, output: String, errorText: String) {
    let program = try start(script, arguments)
    let code = try program.waitForExit()
    return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
  }

  /// A folder of programs that only say how they were started.
  static func talkers() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for name in Programs.names {
      let file = try folder.write(
        Data("#!/bin/sh\necho \"\(name) $* in $(basename \"$PWD\")\"\n".utf8), as: name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }
    return folder
  }
}
