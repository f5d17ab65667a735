internal import Values

/// What changes in a file, as lines with `-` and `+`.
///
/// Of a line that changes only in part, what stays is shown as brackets and commas alone, and the rest as
/// `…`; and so is every value of an environment or of headers. The file belongs to a client and may hold
/// secrets of other servers: none of them is to appear on a terminal, or in what captures it.
public struct TextDifference: Sendable {
  /// The most lines.
  public static let lineCountMax = 200
  private static let shownAlways = Set(Array("{}[],".utf8) + [TextByte.space, TextByte.tab])
  private static let hiddenParts: Set<String> = ["env", "headers", "http_headers", "requestInit"]

  /// The lines, without ends of lines. Bytes from the file are as they are: to be made fit for a terminal.
  public let lines: [String]

  /// The difference that an edit makes.
  public init(_ edit: EntryEdit) {
    let removed = edit.changes.map(\.range)
    var shift = 0
    var inserted: [Range<Int>] = []
    for change in edit.changes {
      let start = change.range.lowerBound + shift
      inserted.append(start..<start + change.replacement.count)
      shift += change.replacement.count - change.range.count
    }
    let old = Side(edit.before, removed, hiding: Self.hiddenRanges(edit.before, in: removed))
    let new = Side(edit.after, inserted, hiding: Self.hiddenRanges(edit.after, in: inserted))
    var lines: [String] = []
    var index = 0
    while index < edit.changes.count {
      var (oldLines, newLines) = (old.lines(of: index), new.lines(of: index))
      index += 1
      while index < edit.changes.count, old.lines(of: index).lowerBound <= oldLines.upperBound + 1 {
        oldLines = oldLines.lowerBound...old.lines(of: index).upperBound
        newLines = newLines.lowerBound...new.lines(of: index).upperBound
        index += 1
      }
      lines += Self.group(old, oldLines, new, newLines)
    }
    if lines.count > Self.lineCountMax {
      let count = lines.count - Self.lineCountMax
      lines = lines.prefix(Self.lineCountMax) + ["(\(count) more lines)"]
    }
    self.lines = lines
  }

  private static func group(
    _ old: Side, _ oldLines: ClosedRange<Int>, _ new: Side, _ newLines: ClosedRange<Int>
  ) -> [String] {
    var (first, oldEnd) = (oldLines.lowerBound, oldLines.upperBound + 1)
    var (newFirst, newEnd) = (newLines.lowerBound, newLines.upperBound + 1)
    func isSame(_ oldLine: Int, _ newLine: Int) -> Bool {
      old.raw(oldLine) == new.raw(newLine) && !new.isChanged(newLine)
    }
    while first < oldEnd, newFirst < newEnd, isSame(first, newFirst) {
      first += 1
      newFirst += 1
    }
    while oldEnd > first, newEnd > newFirst, isSame(oldEnd - 1, newEnd - 1) {
      oldEnd -= 1
      newEnd -= 1
    }
    let gone = (first..<oldEnd).filter { !old.isOnlyStaying($0) }
    return ["line \(first + 1)"] + gone.map { "- \(old.shown($0))" }
      + (newFirst..<newEnd).map { "+ \(new.shown($0))" }
  }

  /// Where values stand, in or around what changes, that are shown to nobody.
  private static func hiddenRanges(_ bytes: [UInt8], in changed: [Range<Int>]) -> [Range<Int>] {
    let text: ConfigurationText
    do throws(ClientFileFailure.Reason) {
      text = try ConfigurationText(bytes)
    } catch {
      // Then nothing of it is shown.
      return [0..<bytes.count]
    }
    var ranges: [Range<Int>] = []
    var open = text.root.map { [$0] } ?? []
    while let place = open.popLast() {
      // The rest of a file may be large, and none of it is shown in any case.
      guard changed.contains(where: { $0.overlaps(place.range) }) else { continue }
      for member in place.kind == .object ? text.members(of: place) : [] {
        let key = text.key(of: member)
        if hiddenParts.contains(key) || SecretName.isSecret(key) {
          ranges.append(member.value.range)
        } else {
          open.append(member.value)
        }
      }
      if place.kind == .array { open += text.elements(of: place) }
    }
    return ranges.filter { range in changed.contains { $0.overlaps(range) } }
  }

  /// One of the two texts, as lines.
  private struct Side {
    private let bytes: [UInt8]
    private let changed: [Range<Int>]
    private let hidden: [Range<Int>]
    private let starts: [Int]

    init(_ bytes: [UInt8], _ changed: [Range<Int>], hiding hidden: [Range<Int>]) {
      self.bytes = bytes
      self.changed = changed
      self.hidden = hidden.sorted { $0.lowerBound < $1.lowerBound }
      var starts = [0]
      for (index, byte) in bytes.enumerated() where byte == TextByte.lineFeed { starts.append(index + 1) }
      self.starts = starts
    }

    /// The lines that a change touches, counted from 0.
    func lines(of change: Int) -> ClosedRange<Int> {
      let range = changed[change]
      return line(with: range.lowerBound)...line(with: range.upperBound)
    }

    private func line(with place: Int) -> Int {
      var (low, high) = (0, starts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= place { low = middle } else { high = middle }
      }
      return low
    }

    private func range(_ line: Int) -> Range<Int> {
      let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
      return starts[line]..<max(end, starts[line])
    }

    func isChanged(_ line: Int) -> Bool {
      changed.contains { !$0.isEmpty && $0.overlaps(range(line)) }
    }

    func raw(_ line: Int) -> ArraySlice<UInt8> { bytes[range(line)] }

    /// Whether nothing of a line changes but that something comes into it, and what stays is not to be shown.
    func isOnlyStaying(_ line: Int) -> Bool { !isChanged(line) && !isBare(line) }

    /// Whether all that stays of a line is brackets and commas.
    private func isBare(_ line: Int) -> Bool {
      let line = range(line)
      let changed = changed.filter { $0.overlaps(line) }
      return line.allSatisfy { place in
        TextDifference.shownAlways.contains(bytes[place]) || bytes[place] == TextByte.carriageReturn
          || changed.contains { $0.contains(place) }
      }
    }

    func shown(_ number: Int) -> String {
      let line = range(number)
      let changed = changed.filter { $0.overlaps(line) }
      let hidden = hidden.filter { $0.overlaps(line) }
      let isBare = isBare(number)
      var shown: [UInt8] = []
      var blanks: [UInt8] = []
      var isHiding = false
      for place in line where bytes[place] != TextByte.carriageReturn {
        let byte = bytes[place]
        let isChanged = changed.contains { $0.contains(place) } && !hidden.contains { $0.contains(place) }
        let isIndent = TextByte.isBlank(byte) && shown.allSatisfy(TextByte.isBlank)
        if isHiding, !isChanged, TextByte.isBlank(byte) {
          blanks.append(byte)
        } else if isChanged || isIndent || (isBare && TextDifference.shownAlways.contains(byte)) {
          shown += blanks.suffix(1) + [byte]
          (blanks, isHiding) = ([], false)
        } else {
          if !isHiding { shown += Array("…".utf8) }
          (blanks, isHiding) = ([], true)
        }
      }
      return String(decoding: shown, as: UTF8.self)
    }
  }
}
