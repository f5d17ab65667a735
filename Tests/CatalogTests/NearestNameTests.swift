import Catalog
import Testing

@Suite struct `Nearest name` {
  private let flags = ["--transport", "--paper", "--base-url", "--ca-file", "--tools", "--help", "--version"]

  @Test(arguments: [
    ("--transprot", "--transport"), ("--papr", "--paper"), ("--base_url", "--base-url"), ("--HELP", "--help"),
    ("--tool", "--tools"), ("--trans", "--transport"), ("--cafile", "--ca-file"),
  ])
  func `a slip of the hand finds what was meant`(typed: String, meant: String) {
    #expect(NearestName.find(typed, among: flags) == meant)
  }

  @Test(arguments: ["--withdraw", "x", "", "--", "limit"])
  func `what is not near finds nothing`(typed: String) {
    #expect(NearestName.find(typed, among: flags) == nil)
  }

  @Test func `the nearest comes first and at most so many come`() {
    let names = ["BTCUSDC", "BTCUSDT", "BTCTUSD", "ETHUSDT", "BTCUSD"]
    #expect(NearestName.list("BTCUSDTT", among: names, countMax: 2) == ["BTCUSDT", "BTCUSDC"])
    #expect(NearestName.list("BTCUSDTT", among: names, countMax: 0).isEmpty)
    #expect(NearestName.find("BTCUSTD", among: names) == "BTCUSDT", "a swap counts once")
  }

  @Test func `equal distances keep the order given`() {
    #expect(NearestName.list("cat", among: ["bat", "rat", "hat"], countMax: 3) == ["bat", "rat", "hat"])
  }

  @Test func `very long names are not searched`() {
    let long = String(repeating: "a", count: NearestName.byteCountMax + 1)
    #expect(NearestName.find(long, among: [long]) == nil)
    #expect(NearestName.find("aaa", among: [long]) == nil)
  }

  @Test func `distances agree with the plain definition`() {
    var generator = SystemRandomNumberGenerator()
    var seed = UInt64.random(in: 1...UInt64.max, using: &generator)
    print("seed \(seed)")
    func next(_ bound: Int) -> Int {
      seed ^= seed << 13
      seed ^= seed >> 7
      seed ^= seed << 17
      return Int(seed % UInt64(bound))
    }
    for _ in 0..<2000 {
      let left = String((0..<(1 + next(6))).map { _ in Character(Unicode.Scalar(UInt8(97 + next(3)))) })
      let right = String((0..<(1 + next(6))).map { _ in Character(Unicode.Scalar(UInt8(97 + next(3)))) })
      if left.count >= 3, right.hasPrefix(left) { continue }
      let expected = Self.distance(Array(left.utf8), Array(right.utf8))
      for bound in 0...6 {
        let found = NearestName.find(left, among: [right], distanceMax: bound)
        #expect((found != nil) == (expected <= bound), "\(left) \(right) \(bound)")
      }
    }
  }

  /// Optimal string alignment by its recursive definition.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left.isEmpty || right.isEmpty { return left.count + right.count }
    let (a, b) = (Array(left.dropLast()), Array(right.dropLast()))
    var least = min(
      distance(a, right) + 1, distance(left, b) + 1, distance(a, b) + (left.last == right.last ? 0 : 1))
    if left.count > 1, right.count > 1, left.last == b.last, a.last == right.last {
      least = min(least, distance(Array(a.dropLast()), Array(b.dropLast())) + 1)
    }
    return least
  }
}
