/// An order that has passed all checks, with what was found out on the way.
struct OrderDraft {
  /// What it is in its list, if it is in one.
  enum Role {
    case alone
    /// One of the two orders of an OCO.
    case pairLeg
    /// The order that the others of its list wait for.
    case working
    /// An order that waits for the working order.
    case pending

    /// It goes to work, or waits for its price, at once.
    var isActive: Bool { self != .pending }
  }

  var new: NewOrder
  var role: Role
  /// The price that its peg took from the book.
  var peggedPrice: Int?
  /// What a buy order without a limit price is expected to pay.
  var estimatedPrice = 0
  /// What a market order will do.
  var plan: MatchPlan?
  /// What must be set aside for it: quote units of a buy order, base units of a sell order.
  var neededUnits: Int128 = 0
}
