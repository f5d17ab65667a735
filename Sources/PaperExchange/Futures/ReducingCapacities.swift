/// How much the reducing orders of several accounts may still fill while one order is looked at.
struct ReducingCapacities {
  private struct Key: Hashable {
    var account: Int
    var contract: Int
    var positionSide: PositionSide
  }

  private var left: [Key: Int] = [:]

  /// As much of `steps` as an order may fill; takes it off what is left.
  mutating func take(_ steps: Int, for order: FuturesOrder, of member: FuturesAccount?) -> Int {
    guard order.isReducing, let member else { return steps }
    let key = Key(account: order.accountNumber, contract: order.contract, positionSide: order.positionSide)
    let capacity = left[key] ?? member.closableSteps(order.contract, order.positionSide, order.side)
    let taken = min(steps, capacity)
    left[key] = capacity - taken
    return taken
  }
}
