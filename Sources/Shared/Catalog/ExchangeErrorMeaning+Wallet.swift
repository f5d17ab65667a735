/// The wallet interface: -3xxx to -21xxx. Most of it belongs to requests that this server never makes
/// (withdrawals, loans, margin), so ranges do.
extension ExchangeErrorMeaning {
  static func wallet(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1004:
      .init(.exchangeUnavailable, "this part of the exchange is busy", again, isRetryable: true)
    case -1014, -1117 ... -1114, -1134, -1145: badWord
    case -1125: refusal("the exchange took the request for one of a stream", ownFault)
    case -3011, -3025, -7001, -4047:
      argument(
        "the exchange does not take this range of time",
        "Ask for a range of at most 90 days (snapshots: 30), of the last months.")
    case -4005, -4038, -4041:
      .init(
        .rateLimitExceeded, "the exchange says that too many requests were made", "Wait some minutes.",
        isRetryable: true)
    case -4004: .init(.authenticationError, "the exchange does not take this account for this", askSupport)
    case -4006: refusal("only the main account may do this", "Use a key of the main account.")
    case -4018, -3002, -3027, -5003, -10042, -10043:
      argument(
        "the exchange does not have this asset here", "Names are like BTC or USDT; get_balance lists yours.")
    case -4003 ... -4001, -4017 ... -4007, -4037 ... -4019, -4039, -4040, -4046 ... -4042, -4060:
      refusal("the exchange refused something about deposits or withdrawals", askSupport)
    case -3003, -5011:
      refusal("the account has no margin or futures wallet", "Open it on the exchange's site first.")
    case -3026, -7002, -10002, -10026, -10028, -6016:
      argument("the exchange does not take the value of an argument", readMessage)
    case -3028, -3042: argument("the exchange does not know this margin pair", "Use another symbol.")
    case -3041, -5002, -6012, -6018, -10011:
      refusal("the account's balance is too small for this", "get_balance shows what is there.")
    case -5012, -6019, -3007:
      .init(.binanceAPIError, "an earlier transfer is still under way", again, isRetryable: true)
    case -10005, -10021: refusal("the exchange has no such record", "Check ids and times.")
    case -10020, -5021: refusal("the exchange does not know this user", askSupport)
    default: walletRange(code)
    }
  }

  private static func walletRange(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -3999 ... -3000: refusal("the exchange refused something about margin", readMessage)
    case -5099 ... -5001: refusal("the exchange refused something about the wallet's assets", readMessage)
    case -6099 ... -6001: refusal("the exchange refused something about savings products", readMessage)
    case -10099 ... -10001: refusal("the exchange refused something about loans", readMessage)
    case -13099 ... -13000: refusal("the exchange refused something about leveraged tokens", readMessage)
    case -18099 ... -18000: refusal("the exchange refused something about gift cards", readMessage)
    case -21099 ... -21000: refusal("the exchange refused something about portfolio margin", readMessage)
    default: nil
    }
  }
}
