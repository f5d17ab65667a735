import Installation
import LinuxIO
import Testing

@testable import CommandLineInterface

@Suite struct `The doctor's advice` {
  /// The advice for the only entry of a file: for a new program, and for new arguments.
  private func remedy(
    _ name: String, _ arguments: String, isUsualFile: Bool = true, project: String? = nil
  ) throws -> EntryRemedy {
    let list = "{\"mcpServers\": {\"\(name)\": {\"command\": \"/gone/bulkhead\", \"args\": \(arguments)}}}"
    let client = project == nil ? ClientKind.cursor : .claudeCode
    let text = project.map { "{\"projects\": {\"\($0)\": \(list)}}" } ?? list
    let found = try ClientInspection(Array(text.utf8), of: client)
    return EntryRemedy(
      entry: try #require(found.entries.first), client: client, file: "/h/a b.json", isUsualFile: isUsualFile,
      executablePath: "/opt/bulkhead")
  }

  @Test(arguments: [
    ("bulkhead", #"["serve"]"#, true, "bulkhead install cursor"),
    ("gone", #"["serve", "--testnet"]"#, true, "bulkhead install cursor --name gone --testnet"),
    ("bulkhead", #"["serve", "--paper", "--seed=7"]"#, true, "bulkhead install cursor --paper --seed=7"),
    (
      "bulkhead", #"["serve", "--tools", "market"]"#, false,
      "bulkhead install cursor --file '/h/a b.json' --tools market"
    ),
    (
      "b", #"["serve", "--base-url", "http://127.0.0.1:1"]"#, true,
      "bulkhead install cursor --name b --base-url http://127.0.0.1:1"
    ),
  ]) func `writes the same entry with the same options`(
    name: String, arguments: String, isUsual: Bool, command: String
  ) throws {
    let step = try remedy(name, arguments, isUsualFile: isUsual).newProgram
    #expect(step == "Write it anew, with its options as they are: \(command)")
  }

  @Test(arguments: [
    ("bulkhead", #"["serve", "--papr"]"#), ("bulkhead", "[]"), ("bulkhead", #"["call", "get_klines"]"#),
    ("bulkhead", #"["serve", "--transport", "stdio"]"#), ("a b", #"["serve", "--paper"]"#),
    ("bulkhead", #"["serve", "--paper", "--replay", "here.jsonl"]"#), ("bulkhead", #"["serve", 1]"#),
  ]) func `is to mend by hand what install would write otherwise`(name: String, arguments: String) throws {
    let remedy = try remedy(name, arguments)
    for step in [remedy.newProgram, remedy.newArguments] {
      #expect(step.contains("by hand, in /h/a b.json") && !step.contains("bulkhead install"), "\(step)")
    }
    #expect(remedy.newProgram.contains("/opt/bulkhead"))
  }

  @Test func `is to mend by hand what Claude Code keeps for one project, where install does not reach`()
    throws
  {
    let step = try remedy("bulkhead", #"["serve"]"#, project: "/w/one").newProgram
    #expect(step.contains("/h/a b.json, project /w/one") && !step.contains("bulkhead install"))
  }

  @Test func `of a state folder fits what is wrong with it`() {
    #expect(Doctor.folderStep(for: .openToOthers(mode: 0o777), "/s s").contains("chmod 700 '/s s'"))
    for failure in [PrivateFailure.wrongKind, .foreignOwner] {
      #expect(!Doctor.folderStep(for: failure, "/s").contains("chmod"))
    }
    #expect(Doctor.folderStep(for: .wrongKind, "/s").contains("not a link"))
  }

  @Test func `of a program that does not start names a library only where it may have named one`() {
    let silent = Doctor.finding(ProgramRun(ending: .exited(1), text: ""), "/p/worker", build: "1")
    #expect(silent.grade == .problem && !silent.words.contains("nothing"))
    #expect(
      silent.nextStep?.contains("libcurl4") == false && silent.nextStep?.contains("ldd /p/worker") == true)
    let said = Doctor.finding(ProgramRun(ending: .exited(127), text: "libcurl.so.4: no"), "/p/w", build: "1")
    #expect(said.words.contains("libcurl.so.4") && said.nextStep?.contains("libcurl4") == true)
  }
}
