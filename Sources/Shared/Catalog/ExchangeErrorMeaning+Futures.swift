/// USD-M futures: -20xx of its orders, -4xxx and -5xxx of its rules.
extension ExchangeErrorMeaning {
  private static let contractRules =
    "get_mark_price shows the price, get_position_info the position; see details.exchange_message for the "
    + "limit."

  /// Codes below -2030 that mean something else on spot.
  static func futuresOrder(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1004, -1005: refusal("the exchange does not change its list of addresses this way", askSupport)
    case -1014:
      argument(
        "the exchange does not take this combination of type, time in force and prices",
        "Leave out what the order's type does not need.")
    case -1108: argument("the exchange does not know this asset", "Use a margin asset such as USDT or USDC.")
    case -1114: argument("this order type takes no time in force", "Leave time_in_force out.")
    case -1117 ... -1115:
      argument(
        "the exchange does not know this side, order type or time in force",
        "Use BUY or SELL, and a type and time in force that the tool lists.")
    case -1125: refusal("the exchange took the request for one of a stream", ownFault)
    case -2012: refusal("the exchange could not cancel these orders", "Look at them with get_open_orders.")
    case -2018, -2019, -4050, -4051:
      refusal(
        "the futures wallet has too little margin for this",
        "get_balance with wallet futures shows it; use less, lower other positions or transfer margin in.")
    case -2020, -5021:
      .init(
        .binanceAPIError, "the order could not be filled at once",
        "Use another price, or the type LIMIT with GTC.",
        isRetryable: true)
    case -2021, -4142:
      argument(
        "the order would trigger at once: its trigger is on the wrong side of the price",
        "Compare the trigger with get_mark_price, or place the order without one.")
    case -2022, -4118:
      refusal(
        "the order would not make the position smaller, and it may only do that",
        "Look at the position and its open orders with get_position_info and get_open_orders.")
    case -2023:
      refusal("the account is being liquidated", "Wait until that is over; get_liquidation_history shows it.")
    case -2024:
      refusal("the position is smaller than the order", "Look at it with get_position_info; use less.")
    case -2025, -4045:
      refusal("the account has too many open orders", "Cancel some; get_open_orders lists them.")
    case -2026:
      argument("this order type cannot be reduce-only", "Leave reduce_only out, or use another type.")
    case -2027:
      refusal(
        "the position would be larger than this leverage allows",
        "Use less, or lower the leverage with set_leverage.")
    case -2028:
      refusal("the leverage is too low for the margin that is there", "Use a higher leverage, or add margin.")
    default: nil
    }
  }

  static func futures(_ code: Int) -> ExchangeErrorMeaning? {
    futuresAmount(code) ?? futuresMode(code) ?? futuresAccount(code) ?? futuresEngine(code)
  }

  /// Prices and quantities.
  private static func futuresAmount(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -4001, -4002, -4013, -4006, -4007:
      argument("the price is below or above what the contract allows", contractRules)
    case -4005 ... -4003:
      argument("the quantity is below or above what the contract allows", contractRules)
    case -4014: argument("the price is not a whole number of price ticks", contractRules)
    case -4023: argument("the quantity is not a whole number of steps", contractRules)
    case -4016, -4024, -4131, -4183, -4184, -4210, -4211:
      argument("the price is too far from the mark price", "Use a price nearer to get_mark_price.")
    case -4164, -5029:
      argument(
        "price times quantity is below the smallest value of the contract",
        "Use more (often 5 or 100 USDT), or reduce_only when the position is to be closed.")
    case -4015: argument("the client order id is not valid", "Use at most 36 of letters, digits and .:/_-.")
    case -4116, -4115, -20132:
      refusal("an order with this client order id exists already", "Look at that order with get_order.")
    case -4055: argument("the amount must be more than zero", "Use a larger amount.")
    case -4135: argument("the activation price is not valid", "Compare it with get_mark_price.")
    case -4137, -4138:
      argument("closing a whole position takes neither quantity nor another reduce_only", "Leave them out.")
    case -4019, -4021, -4022, -4026, -4031, -4032, -4082, -4085, -4086, -4104, -4114, -4144:
      argument("the exchange does not take the value of an argument", readMessage)
    case -4012 ... -4008, -4017, -4018, -4025, -4029, -4030, -4058:
      refusal("the exchange says that its own rule for this contract is not in order", askSupport)
    default: nil
    }
  }

  /// Leverage, margin and position modes.
  private static func futuresMode(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -4028:
      argument(
        "the leverage is not valid for this contract",
        "Use a whole number from 1 to 125; large ones are not for every contract.")
    case -4161, -4202, -4203, -4205, -4206, -4208, -4209, -4403:
      refusal("the exchange does not allow this leverage here", "Use a lower leverage (20 or less).")
    case -4046, -4052, -4059, -4171: refusal("the setting is that already", "Nothing is to be done.")
    case -4047, -4048, -4067, -4068, -4170 ... -4167, -4172:
      refusal(
        "the setting cannot be changed while there are positions or open orders",
        "Close and cancel them first; get_position_info and get_open_orders list them.")
    case -4049, -4053, -4054:
      refusal("only an isolated position takes more margin", "Look at it with get_position_info.")
    case -4060, -4061:
      argument(
        "the position side does not fit the account's position mode",
        "Use BOTH in one-way mode, LONG or SHORT in hedge mode; get_position_info shows the sides.")
    case -4062: argument("reduce_only is not possible here", "In hedge mode leave reduce_only out.")
    default: nil
    }
  }

  /// What the account may do.
  private static func futuresAccount(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -4087, -4400, -4401:
      refusal(
        "the account may only make positions smaller at the moment", "Use reduce_only, or ask the exchange.")
    case -4088, -4109, -4192, -4402:
      refusal("the exchange does not let this account trade this at the moment", askSupport)
    case -4027, -4033, -4039, -4044:
      refusal("the exchange does not take this account or balance", askSupport)
    case -4066 ... -4063, -4081 ... -4069:
      refusal("the exchange took the request for one about options", ownFault)
    case -4084: refusal("the exchange does not offer this yet", "Use another way.")
    default: nil
    }
  }

  /// The matching engine.
  private static func futuresEngine(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -4000, -4117, -5043:
      .init(
        .binanceAPIError, "the order is changing at this moment",
        "Look at it with get_order, then try again.",
        isRetryable: true)
    case -4020, -4139, -5025, -5039 ... -5037, -4120:
      argument(
        "the exchange does not take this order type here", "Use another type, or leave out its options.")
    case -4083: refusal("the exchange could not place these orders", readMessage)
    case -4140, -4141, -5024:
      refusal("the contract does not trade at the moment", "Come back later, or use another contract.")
    case -5022, -5041:
      argument(
        "the order would trade at once, and so would not be a maker",
        "Use a price on your own side of the book.")
    case -5026, -5027:
      refusal("the order cannot be modified, or would not change", "Cancel it and place another one.")
    case -5040:
      argument("the expiry date is too near or too far", "Use a time at least ten minutes from now.")
    default: nil
    }
  }

  /// Time-weighted and conditional orders (-20121 to -20204).
  static func algorithm(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -20121: argument("the exchange does not know this symbol", "Check the symbol.")
    case -20124:
      refusal(
        "the exchange knows no such order, or it is over", "Look at it with get_order and conditional true.")
    case -20130, -20196 ... -20194, -20204:
      argument("the exchange does not take these amounts or times", readMessage)
    case -20132:
      refusal("an order with this client order id exists already", "Look at that order with get_order.")
    case -20198: refusal("the account has too many open orders", "Cancel some; get_open_orders lists them.")
    default: nil
    }
  }
}
