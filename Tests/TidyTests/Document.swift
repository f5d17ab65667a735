/// A Markdown file, as far as the checks need it.
struct Document: Sendable {
  /// A link to a place in this repository.
  struct Link: Equatable {
    /// As it is written, without the part behind `#`.
    let target: String
    /// The heading behind `#`.
    let heading: String?
    /// Counted from 1.
    let line: Int
  }

  let path: String
  let text: String

  init(_ file: SourceFile) {
    path = file.path
    text = file.lines.joined(separator: "\n")
  }

  /// The lines outside code blocks, numbered from 1.
  private var prose: [(number: Int, text: Substring)] {
    var isCode = false
    var kept: [(number: Int, text: Substring)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isCode.toggle()
      } else if !isCode {
        kept.append((index + 1, line))
      }
    }
    return kept
  }

  /// Links to files and headings of this repository; those to the web are nobody's to check here.
  var localLinks: [Link] {
    prose.flatMap { number, line -> [Link] in
      line.ranges(of: "](").compactMap { range -> Link? in
        guard let end = line[range.upperBound...].firstIndex(of: ")") else { return nil }
        let written = line[range.upperBound..<end]
        if written.contains("://") || written.hasPrefix("mailto:") { return nil }
        let parts = written.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        return Link(
          target: String(parts.first ?? ""), heading: parts.count > 1 ? String(parts[1]) : nil, line: number)
      }
    }
  }

  /// The headings in the form that links use: lower case, words joined by hyphens, no punctuation.
  var headings: Set<String> {
    Set(
      prose.filter { $0.text.hasPrefix("#") }.map { heading in
        let words = heading.text.drop { $0 == "#" }.lowercased().split(separator: " ")
        return words.joined(separator: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      })
  }

  /// The rows of tables that begin with a folder below Sources: folder, module, words, the modules that it
  /// may import.
  var moduleRows: [(folder: String, module: String, arrows: [String])] {
    prose.compactMap { _, line in
      let cells = line.split(separator: " | ")
      guard cells.count == 4, cells[0].hasPrefix("| `Sources/"), cells[0].hasSuffix("`"),
        cells[3].hasSuffix(" |")
      else { return nil }
      let arrows = cells[3].dropLast(2).split(separator: ", ").map(String.init)
      return (String(cells[0].dropFirst(3).dropLast()), String(cells[1]), arrows == ["nothing"] ? [] : arrows)
    }
  }

  /// What stands between `<!-- NAME:begin … -->` and `<!-- NAME:end -->`, without the lines of the markers.
  func section(_ name: String) -> String? {
    guard let begin = text.firstRange(of: "<!-- \(name):begin"),
      let start = text[begin.upperBound...].firstIndex(of: "\n"),
      let end = text[start...].firstRange(of: "<!-- \(name):end -->")
    else { return nil }
    return String(text[text.index(after: start)..<end.lowerBound])
  }

  /// The text with another section.
  func replacing(_ name: String, with section: String) -> String? {
    guard let old = self.section(name), let range = text.firstRange(of: old), !old.isEmpty else { return nil }
    return text[..<range.lowerBound] + section + text[range.upperBound...]
  }
}
