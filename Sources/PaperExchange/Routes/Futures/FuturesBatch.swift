import PaperFutures
internal import Values

/// The lists of batch requests, which are JSON in a parameter.
enum FuturesBatch {
  /// Orders that a batch may have (USD-M documents, "Place Multiple Orders").
  static let orderCountMax = 5
  /// Names that a batch of cancellations may have (USD-M documents, "Cancel Multiple Orders").
  static let cancelCountMax = 10

  /// The entries of `batchOrders`, each as texts by name.
  static func entries(in text: String) throws(ExchangeError) -> [[String: String]] {
    let list = try array(text, "batchOrders")
    guard (1...orderCountMax).contains(list.count) else { throw .invalidBatchCount(list.count) }
    var entries: [[String: String]] = []
    for element in list.root.elements {
      guard element.kind == .object else { throw .invalidData("batchOrders") }
      var entry: [String: String] = [:]
      for member in element.members { entry[member.key] = Self.text(member.value) }
      entries.append(entry)
    }
    return entries
  }

  /// The orders that a batch of cancellations names.
  static func names(numbers: String?, clients: String?) throws(ExchangeError) -> [FuturesExchange.OrderName] {
    var names: [FuturesExchange.OrderName] = []
    if let numbers {
      for element in try array(numbers, "orderIdList").root.elements {
        guard let number = Int(Self.text(element)) else { throw .invalidData("orderIdList") }
        names.append(.number(number))
      }
    } else if let clients {
      for element in try array(clients, "origClientOrderIdList").root.elements {
        guard let name = element.string else { throw .invalidData("origClientOrderIdList") }
        names.append(.client(name))
      }
    }
    guard (1...cancelCountMax).contains(names.count) else {
      throw ExchangeError(code: -4032, message: "Exceed maximum cancel order size.")
    }
    return names
  }

  private static func array(_ text: String, _ name: String) throws(ExchangeError) -> (
    root: JSONValue, count: Int
  ) {
    do throws(JSONReader.Failure) {
      let root = try JSONDocument(Array(text.utf8)).root
      if root.kind == .array { return (root, root.count) }
    } catch {
      throw .invalidData(name)
    }
    throw .invalidData(name)
  }

  /// A value as its text, strings without quotes.
  private static func text(_ value: JSONValue) -> String {
    value.string ?? String(decoding: value.rawBytes, as: UTF8.self)
  }
}
