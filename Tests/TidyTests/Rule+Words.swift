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
    let wanted = words.map { Array($0.lowercased().utf8) }
    var places = [[Int]](repeating: [], count: 256)
    for (index, word) in wanted.enumerated() { places[Int(word[0])].append(index) }
    let beginnings = places
    return Rule(
      name: name,
      // These files name the words.
      covers: { !$0.hasPrefix("Tests/TidyTests/Rule") && $0 != "LICENSE" },
      check: { file in
        file.lines.indices.flatMap { index -> [Finding] in
          let line = Array(file.lines[index].utf8).map(lowercase)
          return found(wanted, beginnings, in: line).map {
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

  /// Which words stand in a line and are no part of a longer word there.
  ///
  /// - Parameter beginnings: for each byte, the words that begin with it; spares nearly all comparisons.
  private static func found(_ words: [[UInt8]], _ beginnings: [[Int]], in line: [UInt8]) -> [Int] {
    var found: [Int] = []
    for (start, byte) in line.enumerated() {
      let candidates = beginnings[Int(byte)]
      if candidates.isEmpty { continue }
      for index in candidates where stands(words[index], in: line, at: start) { found.append(index) }
    }
    return found
  }

  private static func stands(_ word: [UInt8], in line: [UInt8], at start: Int) -> Bool {
    let end = start + word.count
    guard end <= line.count, line[start + word.count / 2] == word[word.count / 2] else { return false }
    guard line[start..<end].elementsEqual(word) else { return false }
    let isPartBefore = start > 0 && isLetter(word[0]) && isLetter(line[start - 1])
    let isPartBehind = end < line.count && isLetter(word[word.count - 1]) && isLetter(line[end])
    return !isPartBefore && !isPartBehind
  }
}
