extension Rule {
  /// Words that are in no file, whatever its language. Compared without regard to case, as whole words.
  static let words: [Rule] = [unfinished, elsewhere, praise]

  private static let unfinished = wordRule(
    [
      "TODO", "FIXME", "XXX", "HACK", "WIP", "placeholder", "stub", "stubs", "for now", "work in progress",
      "not implemented yet", "not yet implemented",
    ],
    name: "nothing is left half done",
    instead: "finish it, or say in README.md what is not done",
    bad: ["// TODO: later", "/// A stub.", "It is a placeholder.", "For now it does nothing."],
    good: ["let todos = 1", "The method stubbornly waits.", "Good for nowhere."])

  private static let elsewhere = wordRule(
    [
      "/home/", "/Users/", "/work/", "/tmp/bash", "<<<<<<<", ">>>>>>>", "design §", "design.md", "style.md",
      "contracts.md", "worktree", "subagent", "as an AI", "Co-Authored-By", "PRIVATE KEY-----",
    ],
    name: "nothing points at what a clone does not have, or holds what no clone should",
    instead: "a clone does not have it; say it in this repository's own documents",
    bad: [
      "// see /home/someone/notes", "/// Delays (design §2).", "-----BEGIN PRIVATE KEY-----", "<<<<<<< HEAD",
    ],
    good: ["/// The home of a design.", "let path = \"/homely\""])

  private static let praise = wordRule(
    [
      "blazing", "blazingly", "seamless", "seamlessly", "cutting-edge", "state-of-the-art", "world-class",
      "effortlessly", "next-generation", "battle-tested", "game-changing", "revolutionary", "supercharge",
    ],
    name: "nothing praises itself",
    instead: "say what it does, with a figure if there is one",
    bad: ["A blazingly fast server."],
    good: ["Start: 12 ms."])

  private static func wordRule(
    _ words: [String], name: String, instead: String, bad: [String], good: [String]
  ) -> Rule {
    // Lower case once; the longest line is compared with each.
    let wanted = words.map { Array($0.lowercased().utf8) }
    return Rule(
      name: name,
      // These files name the words.
      covers: { !$0.hasPrefix("Tests/TidyTests/Rule") && $0 != "LICENSE" },
      check: { file in
        file.lines.indices.flatMap { index -> [Finding] in
          let line = Array(file.lines[index].utf8).map(lowercase)
          return words.indices.filter { contains(line, wanted[$0]) }.map {
            Finding(path: file.path, line: index + 1, message: "\"\(words[$0])\": \(instead)")
          }
        }
      },
      bad: bad.flatMap { [Example("README.md", $0), Example("Sources/Shared/Log/A.swift", $0)] },
      good: good.map { Example("Sources/Shared/Log/A.swift", $0) })
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// Whether `word` stands in `line` and is no part of a longer word there.
  private static func contains(_ line: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, let last = word.last, line.count >= word.count else { return false }
    for start in 0...line.count - word.count where line[start] == first {
      guard line[start..<start + word.count].elementsEqual(word) else { continue }
      let end = start + word.count
      let isPartBefore = start > 0 && isLetter(first) && isLetter(line[start - 1])
      let isPartBehind = end < line.count && isLetter(last) && isLetter(line[end])
      if !isPartBefore && !isPartBehind { return true }
    }
    return false
  }
}
