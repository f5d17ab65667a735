internal import Catalog
internal import Values

/// What the doctor has found, for people and for programs.
struct DoctorReport: Sendable, Equatable {
  let findings: [Finding]

  /// Whether nothing is wrong; doubts do not count.
  var isGood: Bool { count(.problem) == 0 }

  private func count(_ grade: Finding.Grade) -> Int { findings.count { $0.grade == grade } }

  /// The report as lines.
  func lines(width: Int, palette: Palette) -> [String] {
    var lines: [String] = []
    for area in Finding.Area.allCases {
      let own = findings.filter { $0.area == area }
      if own.isEmpty { continue }
      lines.append(palette.paint(area.rawValue, .bold))
      for finding in own { lines += self.lines(of: finding, width: min(width, 110), palette: palette) }
    }
    return lines + ["", summary]
  }

  private func lines(of finding: Finding, width: Int, palette: Palette) -> [String] {
    let colour: Palette.Colour =
      switch finding.grade {
      case .good: .rising
      case .doubt: .accent
      case .problem: .falling
      }
    let words = WrappedText.lines(TerminalText.escaped(finding.words), width: width - 4)
    var lines = words.enumerated().map { index, line in
      index == 0 ? "  \(palette.paint(finding.grade.mark, colour)) \(line)" : "    \(line)"
    }
    if let step = finding.nextStep {
      let next = WrappedText.lines("→ " + TerminalText.escaped(step), width: width - 6)
      lines += next.enumerated().map { index, line in
        palette.paint((index == 0 ? "    " : "      ") + line, .dim)
      }
    }
    return lines
  }

  private var summary: String {
    let (problems, doubts) = (count(.problem), count(.doubt))
    if problems == 0, doubts == 0 { return "Nothing is wrong." }
    let first =
      problems == 0 ? "Nothing is wrong" : "\(problems) \(problems == 1 ? "thing is" : "things are") wrong"
    return doubts == 0 ? first + "." : "\(first); \(doubts) to know of."
  }

  /// For programs.
  func json(build: String) -> JSON {
    [
      "version": .string(Version.text), "build": .string(build), "good": .boolean(isGood),
      "problems": .integer(count(.problem)), "doubts": .integer(count(.doubt)),
      "findings": .array(findings.map(\.json)),
    ]
  }
}
