import Catalog
import Testing
import Values

@Suite struct `Windows and offsets of time` {
  @Test func `every window of the exchange is taken, and the schema's pattern agrees`() throws {
    let tool = try #require(Catalog.tool(named: "get_ticker"))
    guard case .string(let pattern)? = tool.parameter(named: "window")?.schema["pattern"] else {
      Issue.record("no pattern")
      return
    }
    let expression = try Regex(pattern)
    var accepted = 0
    for count in 0...100 {
      for unit in ["m", "h", "d", "w", "s", "M", ""] {
        let text = "\(count)\(unit)"
        let isMatch = try expression.wholeMatch(in: text) != nil
        #expect(TimeWindow.isValid(text) == isMatch, "\(text)")
        if isMatch { accepted += 1 }
      }
    }
    #expect(accepted == 59 + 24 + 7, "1m to 59m, 1h to 24h, 1d to 7d")
    for text in ["", "1d2h", "01m", "-1m", "1 h", "24H", "trading day", "1h\n", "١h", "d", "m"] {
      #expect(!TimeWindow.isValid(text), "\(text)")
    }
    #expect(TimeWindow.isValid("trading_day"))
  }

  @Test func `offsets reach from minus twelve to plus fourteen hours`() {
    for text in ["0", "8", "-1:00", "05:45", "14", "14:00", "-12", "-12:00", "00:00", "-0"] {
      #expect(TimeWindow.isTimeZone(text), "\(text)")
    }
    for text in [
      "", "15", "14:01", "-12:01", "-13", "+8", "8:5", "8:60", "8:", ":30", "UTC", "8:00:00", "--1", "008",
    ] {
      #expect(!TimeWindow.isTimeZone(text), "\(text)")
    }
  }
}
