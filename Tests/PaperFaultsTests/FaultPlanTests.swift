import PaperFaults
import Testing

@Suite struct `Fault plan` {
  private func expect(_ fault: Fault?, _ wanted: Fault?, _ location: SourceLocation = #_sourceLocation) {
    #expect(fault == wanted, sourceLocation: location)
  }

  private func plan(_ rules: FaultRule...) -> FaultPlan {
    var plan = FaultPlan(seed: 1)
    for rule in rules { _ = plan.add(rule) }
    return plan
  }

  @Test func `a rule happens as often as it says, to what it says`() {
    var plan = plan(
      FaultRule(method: "POST", path: "/api/v3/order", fault: .half, skip: 1, count: 2),
      FaultRule(path: "/sapi/*", fault: .html, count: nil))
    func next(_ method: String, _ path: String) -> Fault? {
      plan.next(method: method, path: path, isKept: false)
    }
    #expect(next("GET", "/api/v3/order") == nil)
    #expect(next("POST", "/api/v3/order/test") == nil)
    #expect(next("POST", "/api/v3/order") == nil)
    #expect(next("POST", "/api/v3/order") == .half)
    #expect(next("POST", "/api/v3/order") == .half)
    #expect(next("POST", "/api/v3/order") == nil)
    for _ in 0..<5 { #expect(next("GET", "/sapi/v1/system/status") == .html) }
    #expect(next("GET", "/api/v3/ping") == nil)
    #expect(plan.rules.map(\.happenedCount) == [2, 5])
  }

  @Test func `a used-up rule makes way for the next`() {
    var plan = plan(FaultRule(fault: .half), FaultRule(fault: .html))
    expect(plan.next(method: "GET", path: "/a", isKept: false), .half)
    expect(plan.next(method: "GET", path: "/a", isKept: false), .html)
    expect(plan.next(method: "GET", path: "/a", isKept: false), nil)
  }

  @Test func `closing a kept connection leaves fresh ones alone and is not used up by them`() {
    var plan = plan(FaultRule(fault: .closeKept))
    expect(plan.next(method: "POST", path: "/a", isKept: false), nil)
    expect(plan.next(method: "POST", path: "/a", isKept: true), .closeKept)
    expect(plan.next(method: "POST", path: "/a", isKept: true), nil)
  }

  @Test func `chance is seeded and near what was asked`() {
    func run(_ seed: UInt64) -> [Bool] {
      var plan = FaultPlan(seed: seed)
      _ = plan.add(FaultRule(fault: .half, count: nil, probabilityMillionths: 250_000))
      return (0..<4_000).map { _ in plan.next(method: "GET", path: "/", isKept: false) != nil }
    }
    #expect(run(5) == run(5))
    #expect(run(5) != run(6))
    #expect((850...1_150).contains(run(5).count { $0 }))
  }

  @Test func `the number of rules is bounded, and rules are removed by number`() {
    var plan = FaultPlan(seed: 1)
    for _ in 0..<FaultPlan.ruleCountMax {
      let number = plan.add(FaultRule(fault: .half))
      #expect(number != nil)
    }
    let tooMany = plan.add(FaultRule(fault: .half))
    #expect(tooMany == nil)
    let removals = [plan.remove(3), plan.remove(3)]
    #expect(removals == [true, false])
    #expect(plan.rules.count == FaultPlan.ruleCountMax - 1)
    plan.removeAll()
    #expect(plan.rules.isEmpty)
  }
}
