import Testing
import Values

@Suite struct `JSON trees` {
  @Test func `literals keep the order of members`() {
    let tree: JSON = [
      "type": "object", "required": ["symbol"], "limit": 5, "open": false, "none": nil, "empty": [:],
    ]
    #expect(
      String(decoding: tree.encoded(), as: UTF8.self)
        == #"{"type":"object","required":["symbol"],"limit":5,"open":false,"none":null,"empty":{}}"#)
    #expect(tree["required"]?[0] == "symbol")
    #expect(tree["required"]?[1] == nil && tree["absent"] == nil && tree[0] == nil)
  }

  @Test func `an amount becomes a string and keeps its decimals`() throws {
    #expect(JSON.decimal(try ExactDecimal("1.500")) == .string("1.500"))
  }

  @Test func `a copy of a document keeps number text and order`() throws {
    let text = #"{"b":1.50,"a":[1e5,"é",true,null]}"#
    let tree = JSON(try JSONDocument(Array(text.utf8)).root)
    #expect(String(decoding: tree.encoded(), as: UTF8.self) == text)
    #expect(tree["b"] == .number(text: "1.50"))
  }
}
