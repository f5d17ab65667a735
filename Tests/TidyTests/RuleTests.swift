import Testing

@Suite struct `Style of the sources` {
  @Test(arguments: Rule.all) func `the sources keep the rule`(rule: Rule) {
    let findings = SourceFile.all.flatMap { rule.findings(in: $0) }
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test(arguments: Rule.all) func `the rule finds every bad example`(rule: Rule) {
    #expect(!rule.bad.isEmpty)
    for example in rule.bad {
      let findings = rule.findings(in: SourceFile(path: example.path, text: example.text))
      #expect(!findings.isEmpty, "not found: \(example.text)")
    }
  }

  @Test(arguments: Rule.all) func `the rule leaves every good example alone`(rule: Rule) {
    #expect(!rule.good.isEmpty)
    for example in rule.good {
      let findings = rule.findings(in: SourceFile(path: example.path, text: example.text))
      #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }
  }

  @Test func `every rule has a name of its own`() {
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
  }

  @Test func `the files are found`() {
    #expect(SourceFile.all.filter(\.isSwift).count > 300)
    #expect(SourceFile.at("Sources/Shared/LinuxIO/EventLoop.swift") != nil)
    #expect(SourceFile.at("Sources/Shared/CLinux/clinux.c") != nil)
    #expect(SourceFile.at("README.md") != nil)
  }
}
