/// Finds the real name that a mistyped one most likely means.
///
/// Distance is the number of characters to insert, drop, change or swap with their neighbour (optimal string
/// alignment), without regard to ASCII case. A name that begins with what was typed counts as near, because
/// people abbreviate.
public enum NearestName {
  /// The longest name that is looked at, in UTF-8 bytes; the work grows with the square of it.
  public static let byteCountMax = 64

  /// The nearest of `names`, or `nil` when none is near enough to be meant.
  ///
  /// - Parameter distanceMax: how far is still near; by default a third of the typed length, between 1 and 3.
  public static func find(
    _ name: String, among names: some Sequence<String>, distanceMax: Int? = nil
  ) -> String? {
    list(name, among: names, countMax: 1, distanceMax: distanceMax).first
  }

  /// The nearest of `names`, nearest first, equal distances in the order given.
  public static func list(
    _ name: String, among names: some Sequence<String>, countMax: Int, distanceMax: Int? = nil
  ) -> [String] {
    let typed = folded(name)
    guard !typed.isEmpty, typed.count <= byteCountMax else { return [] }
    let bound = distanceMax ?? max(1, min(3, typed.count / 3))
    var found: [(name: String, distance: Int)] = []
    for candidate in names {
      guard let distance = distance(typed, folded(candidate), bound: bound) else { continue }
      let place = found.firstIndex { $0.distance > distance } ?? found.count
      guard place < countMax else { continue }
      found.insert((candidate, distance), at: place)
      if found.count > countMax { found.removeLast() }
    }
    return found.map(\.name)
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  /// The distance when it is at most `bound`.
  private static func distance(_ typed: [UInt8], _ candidate: [UInt8], bound: Int) -> Int? {
    guard candidate.count <= byteCountMax else { return nil }
    if typed.count >= 3, candidate.starts(with: typed) { return min(1, candidate.count - typed.count) }
    guard abs(typed.count - candidate.count) <= bound else { return nil }
    var twoBefore = [Int](repeating: 0, count: candidate.count + 1)
    var before = Array(0...candidate.count)
    var current = before
    for row in 0..<typed.count {
      current[0] = row + 1
      var least = current[0]
      for column in 0..<candidate.count {
        let isEqual = typed[row] == candidate[column]
        var cost = min(before[column + 1] + 1, current[column] + 1, before[column] + (isEqual ? 0 : 1))
        if row > 0, column > 0, typed[row] == candidate[column - 1], typed[row - 1] == candidate[column] {
          cost = min(cost, twoBefore[column - 1] + 1)
        }
        current[column + 1] = cost
        least = min(least, cost)
      }
      guard least <= bound else { return nil }
      (twoBefore, before, current) = (before, current, twoBefore)
    }
    return before[candidate.count] <= bound ? before[candidate.count] : nil
  }
}
