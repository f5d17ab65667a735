/// Arguments that the exchange did not take, in all interfaces alike.
extension ExchangeErrorMeaning {
  static func argument(_ code: Int) -> ExchangeErrorMeaning? {
    malformed(code) ?? unsuitable(code)
  }

  /// Missing, unknown, too many, of a wrong form.
  private static func malformed(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1100:
      argument(
        "the exchange found characters it does not allow in an argument",
        "Use plain symbols, numbers and times; details.exchange_message names the argument.")
    case -1010, -1020, -1101, -1103, -1104, -1106, -1135, -1136, -1174, -1194:
      refusal("the exchange was sent an argument that it does not expect here", ownFault)
    case -1102, -1105, -1118, -1119:
      argument(
        "the exchange misses an argument, or found it empty or malformed",
        "details.exchange_message names the argument; give it, in the form that the tool describes.")
    case -1108: argument("a number is too large for the exchange", "Use a smaller number.")
    case -1111:
      argument(
        "an amount has more decimals than the exchange takes here",
        "get_symbol_rules shows the steps of this symbol; round to them.")
    case -1130:
      argument(
        "the exchange does not take the value of an argument",
        "details.exchange_message names the argument; change it or leave it out.")
    case -1128, -1182:
      argument(
        "the exchange does not take these arguments together",
        "details.exchange_message names what is wrong; change or leave out one of them.")
    default: nil
    }
  }

  /// Symbols, times and intervals.
  private static func unsuitable(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1121, -1110:
      argument(
        "the exchange does not know this symbol",
        "Find the right symbol with get_available_assets; BTCUSDT, BTC-USDT and btc/usdt mean the same.")
    case -1112:
      .init(
        .binanceAPIError, "there are no orders in this symbol's book",
        "Use another symbol, or come back later.", isRetryable: true)
    case -1120:
      argument("the exchange does not know this interval", "Use one of the intervals that the tool lists.")
    case -1122, -1220:
      argument(
        "the symbol does not have the status that was asked for",
        "Leave the status out, or look it up with get_available_assets.")
    case -1023, -1127, -4165:
      argument(
        "the range of time is turned round or too long for the exchange",
        "Let the start be before the end, and ask for a shorter range.")
    case -1139, -1151:
      argument(
        "the exchange does not take one of the arguments' values",
        "details.exchange_message names what is wrong; change or leave out that argument.")
    case -2016:
      argument("there is no trading day for this symbol", "Ask get_ticker for 24 hours instead.")
    case -2043: refusal("this symbol has no reference price", "Use get_ticker_price instead.")
    case -1109, -1113: refusal("the exchange does not take this account or amount here", readMessage)
    case -1126:
      argument(
        "the exchange does not support this asset here", "Use another asset; names are like BTC or USDT.")
    default: nil
    }
  }
}
