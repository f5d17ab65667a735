import HTTP

/// The parameters of one request.
struct CheckedQuery {
  private let pairs: [(name: String, value: String)]

  /// The parameters of a query string; `nil` when its percent-encoding is broken.
  init?(_ text: String?) {
    guard let text, !text.isEmpty else {
      pairs = []
      return
    }
    guard let parsed = QueryString.parse(text) else { return nil }
    pairs = parsed
  }

  /// The parameters of a request: those of the query string, then those of a form in the body. A name that
  /// is in both counts once, with the query string's value (rest-api.md, "General Information on Endpoints").
  /// `nil` when an encoding is broken.
  init?(_ request: HTTPRequest) {
    guard !request.body.isEmpty else {
      self.init(request.query)
      return
    }
    // A body that is not UTF-8 has replacement characters in its values then, and no check passes those.
    guard let query = CheckedQuery(request.query),
      let body = CheckedQuery(String(decoding: request.body, as: UTF8.self))
    else { return nil }
    self.init(pairs: query.pairs + body.pairs.filter { query[$0.name] == nil })
  }

  init(pairs: [(name: String, value: String)]) {
    self.pairs = pairs
  }

  /// No parameters.
  init() {
    pairs = []
  }

  /// The value of a parameter; `nil` when it was not sent.
  subscript(name: String) -> String? {
    for pair in pairs where pair.name == name { return pair.value }
    return nil
  }

  /// A whole number that `check` has passed.
  func integer(_ name: String) -> Int? {
    self[name].flatMap { Int($0) }
  }

  /// A whole number, if it is one; for the weight, which is charged before anything is checked.
  func integerIfValid(_ name: String) -> Int? {
    self[name].flatMap { Int($0) }
  }

  /// A time in milliseconds; the exchange takes microseconds as well, which are told apart by their size.
  func time(_ name: String) -> Int? {
    integer(name).map { $0 >= 100_000_000_000_000 ? $0 / 1_000 : $0 }
  }

  /// How many symbols a list names, by its commas; `nil` when there is no list.
  var symbolCount: Int? {
    self["symbols"].map { text in text.utf8.count { $0 == 0x2C } + 1 }
  }

  /// Checks number, names and texts of the parameters, in the exchange's order of complaints.
  ///
  /// - Parameter refusesUnknown: whether one that nobody reads is -1101 or -1104.
  func check(_ parameters: [Parameter], refusesUnknown: Bool = true) throws(ExchangeError) {
    guard pairs.count <= parameters.count || !refusesUnknown else {
      throw .tooManyParameters(expected: parameters.count, received: pairs.count)
    }
    for (index, pair) in pairs.enumerated() where pairs[..<index].contains(where: { $0.name == pair.name }) {
      throw .duplicateParameter
    }
    var read = 0
    for parameter in parameters {
      guard let text = self[parameter.name] else { continue }
      guard !text.isEmpty else { throw .emptyParameter(parameter.name) }
      try parameter.check(text)
      read += 1
    }
    for parameter in parameters where parameter.isMandatory && self[parameter.name] == nil {
      throw .missingParameter(parameter.name)
    }
    guard read == pairs.count || !refusesUnknown else {
      throw .unreadParameters(read: read, sent: pairs.count)
    }
  }
}
