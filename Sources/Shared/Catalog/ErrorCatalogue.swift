internal import Values

/// The meanings of failures as texts that a client can read: the types of this server, and the exchange's
/// codes.
public enum ErrorCatalogue {
  /// The codes that the exchange's documents have, from the first to the last.
  static let codes = -21_999 ... -1000

  /// All types of failure and, of each interface, the codes with a meaning of their own, as JSON: a meaning
  /// once, and the codes that have it.
  public static func overview() -> String {
    var writer = JSONWriter(reservingByteCount: 48 * 1024)
    writer.beginObject()
    writer.key("types")
    writer.beginObject()
    for kind in ToolFailure.Kind.allCases {
      writer.key(kind.rawValue)
      writer.beginObject()
      write(kind, to: &writer)
      writer.endObject()
    }
    writer.endObject()
    writer.key("exchange_codes")
    writer.beginObject()
    for api in API.allCases {
      writer.key(api.rawValue)
      writer.beginObject()
      var order: [String] = []
      var found: [String: [Int]] = [:]
      for code in codes.reversed() {
        guard let meaning = ExchangeErrorMeaning.known(code, of: api) else { continue }
        if found[meaning.message] == nil { order.append(meaning.message) }
        found[meaning.message, default: []].append(code)
      }
      for message in order {
        writer.key(message)
        writer.beginArray()
        for run in runs(of: found[message] ?? []) {
          if run.count > 2 {
            writer.string("\(run.upperBound) to \(run.lowerBound)")
          } else {
            for code in run.reversed() { writer.number(code) }
          }
        }
        writer.endArray()
      }
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The types of failure, then the codes that have a meaning in some interface, the one next to zero first.
  static let names: [String] =
    ToolFailure.Kind.allCases.map(\.rawValue)
    + codes.reversed().filter { code in
      API.allCases.contains { ExchangeErrorMeaning.known(code, of: $0) != nil }
    }.map(String.init)

  /// What a type means, what to do, and whether the same call may succeed later. An answer's own word on the
  /// last two counts more.
  private static func write(_ kind: ToolFailure.Kind, to writer: inout JSONWriter) {
    writer.member("meaning", kind.meaning)
    writer.member("suggestion", kind.suggestion)
    writer.member("retryable", kind.isRetryable)
  }

  /// Codes that follow each other without a gap, as ranges.
  ///
  /// - Parameter codes: from the one next to zero on.
  private static func runs(of codes: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for code in codes {
      if let last = runs.last, last.lowerBound - 1 == code {
        runs[runs.count - 1] = code...last.upperBound
      } else {
        runs.append(code...code)
      }
    }
    return runs
  }

  /// What one code means: each meaning once, with the interfaces that have it.
  private static func meanings(of code: Int) -> [(interfaces: [API], meaning: ExchangeErrorMeaning)] {
    var found: [(interfaces: [API], meaning: ExchangeErrorMeaning)] = []
    for api in API.allCases {
      guard let meaning = ExchangeErrorMeaning.known(code, of: api) else { continue }
      if let index = found.firstIndex(where: { $0.meaning == meaning }) {
        found[index].interfaces.append(api)
      } else {
        found.append(([api], meaning))
      }
    }
    return found
  }

  /// What one code means in each interface, or what one type of failure means, as JSON.
  ///
  /// - Parameter name: `-1013`, `1013` or `policy_refused`.
  /// - Returns: nil when there is no such code or type.
  public static func entry(_ name: String) -> String? {
    var writer = JSONWriter(reservingByteCount: 1024)
    writer.beginObject()
    if let kind = ToolFailure.Kind(rawValue: name) {
      writer.member("type", kind.rawValue)
      write(kind, to: &writer)
    } else {
      // Of the smallest number there is no positive one.
      guard let number = Int(name), number.magnitude <= codes.lowerBound.magnitude else { return nil }
      let code = -Int(number.magnitude)
      let meanings = meanings(of: code)
      if meanings.isEmpty { return nil }
      writer.member("code", code)
      writer.key("meanings")
      writer.beginArray()
      for (interfaces, meaning) in meanings {
        writer.beginObject()
        writer.key("interfaces")
        writer.beginArray()
        for api in interfaces { writer.string(api.rawValue) }
        writer.endArray()
        writer.member("type", meaning.kind.rawValue)
        writer.member("meaning", meaning.message)
        writer.member("suggestion", meaning.suggestion)
        writer.member("retryable", meaning.isRetryable)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
