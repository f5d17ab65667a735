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
    for kind in ToolFailure.Kind.allCases { writer.member(kind.rawValue, kind.meaning) }
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

  /// What one code means in each interface, or what one type of failure means, as JSON.
  ///
  /// - Parameter name: `-1013`, `1013` or `policy_refused`.
  /// - Returns: nil when there is no such code or type.
  public static func entry(_ name: String) -> String? {
    var writer = JSONWriter(reservingByteCount: 1024)
    writer.beginObject()
    if let kind = ToolFailure.Kind(rawValue: name) {
      writer.member("type", kind.rawValue)
      writer.member("meaning", kind.meaning)
    } else {
      guard let number = Int(name), abs(number) <= -codes.lowerBound else { return nil }
      let code = -abs(number)
      let meanings = API.allCases.compactMap { api in
        ExchangeErrorMeaning.known(code, of: api).map { (api, $0) }
      }
      if meanings.isEmpty { return nil }
      writer.member("code", code)
      for (api, meaning) in meanings {
        writer.key(api.rawValue)
        writer.beginObject()
        writer.member("type", meaning.kind.rawValue)
        writer.member("meaning", meaning.message)
        writer.member("suggestion", meaning.suggestion)
        writer.member("retryable", meaning.isRetryable)
        writer.endObject()
      }
    }
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension ToolFailure.Kind {
  /// What a failure of this type means to its caller, and what to do.
  var meaning: String {
    switch self {
    case .validationError: "an argument is missing, unknown or out of range; correct what the message names"
    case .authenticationError: "the exchange refused the key, its signature or its rights; for the operator"
    case .binanceAPIError: "the exchange refused this; code and suggestion say why and what to do"
    case .rateLimitExceeded: "too many requests; wait as long as details say"
    case .networkError: "the exchange could not be reached; nothing that changes anything was sent"
    case .timeout: "there was no answer in time; a read can be made again"
    case .exchangeUnavailable: "the exchange does not serve this now, or not from here"
    case .workerUnavailable: "the process that answers this is not running; server_status says more"
    case .policyRefused: "a limit that the operator set; do not try to get around it"
    case .confirmationRequired: "a person has to agree first; suggestion says how"
    case .confirmationDeclined: "the person did not agree; do not ask again for the same"
    case .duplicateSuspected:
      "the same order was asked for shortly before; look at it before placing it again"
    case .outcomeUnknown: "the order may exist: never place it again, ask get_order for its client_order_id"
    case .internalError: "a fault of this server; the operator has the log"
    }
  }
}
