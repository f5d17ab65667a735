import TestSupport
import Testing
import Values

@testable import Orders

@Suite struct `Grid of values` {
  /// A grid as the exchange writes one.
  private func grid(_ minimum: String?, _ maximum: String?, _ step: String?) throws -> ValueGrid {
    ValueGrid(
      minimum: try minimum.map { try ExactDecimal($0) }, maximum: try maximum.map { try ExactDecimal($0) },
      step: try step.map { try ExactDecimal($0) })
  }

  @Test func `neighbours are the nearest that pass`() throws {
    let grid = try grid("0.001", "100", "0.003")
    for (value, below, above) in [
      ("0.0001", nil, "0.003"), ("0.003", "0.003", "0.003"), ("0.0031", "0.003", "0.006"),
      ("99.9995", "99.999", nil), ("500", "99.999", nil), ("0", nil, "0.003"),
    ] as [(String, String?, String?)] {
      let value = try ExactDecimal(value)
      #expect(grid.nearest(notAbove: value)?.description == below, "\(value)")
      #expect(grid.nearest(notBelow: value)?.description == above, "\(value)")
    }
  }

  @Test func `neighbours of random values pass, and nothing between them does`() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3_000 {
      let step = generator.amount(digits: 2, decimals: 6)
      let minimum = generator.amount(digits: 3, decimals: 6)
      let maximum = try minimum.adding(generator.amount(digits: 5, decimals: 6))
      let grid = ValueGrid(minimum: minimum, maximum: maximum, step: step)
      let value = generator.amount(digits: 6, decimals: 9)
      let below = grid.nearest(notAbove: value)
      let above = grid.nearest(notBelow: value)
      if let below {
        #expect(grid.problem(below) == nil && below <= value)
        let next = try below.adding(step)
        #expect(next > value || next > maximum, "\(value) step \(step) below \(below)")
      }
      if let above {
        #expect(grid.problem(above) == nil && above >= value)
        let before = try above.subtracting(step)
        #expect(before < value || before < minimum || before <= .zero, "\(value) step \(step) above \(above)")
      }
      if grid.problem(value) == nil { #expect(below == value && above == value) }
    }
  }

  @Test func `two grids let pass what both do`() throws {
    let both = try grid("0.1", nil, "0.01").intersected(with: grid(nil, "5", "0.1"))
    #expect(try both == grid("0.1", "5", "0.1"))
    #expect(try grid("1", "9", nil).intersected(with: grid("2", "8", nil)) == grid("2", "8", nil))
    #expect(ValueGrid.everything.intersected(with: .everything) == .everything)
  }

  @Test func `a value of too many digits has no neighbour and does not trap`() throws {
    let grid = try grid(nil, nil, "0.00000001")
    let huge = try ExactDecimal("99999999999999999999999999999999999999")
    #expect(grid.nearest(notAbove: huge) == nil)
    #expect(grid.nearest(notBelow: huge) == nil)
  }
}
