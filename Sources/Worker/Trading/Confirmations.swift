internal import Values

/// Questions that wait for a person, what was agreed to and not used yet, and what the operator said no to.
///
/// A yes is to one order of one caller and can be used once: it is taken out when the order is about to be
/// written down, so that two calls at the same moment do not share it. A no stands until its question would
/// have run out, whatever the order is worth by then. Everything is bounded and runs out.
struct Confirmations {
  /// How long a question stands, and the yes to it.
  static let expiryMilliseconds = 300_000
  /// Questions at a time, of all callers. One caller has no more than are left free for others, so that one
  /// alone can have 32, and nobody can take the last.
  static let countMax = 64
  /// A yes holds while the worth has grown by no more than this since it was shown, in percent.
  static let growthMaxPercent = 5

  /// One question.
  struct Question: Equatable, Sendable {
    /// By which the operator names it.
    let id: String
    /// What is agreed to: the digest of the order.
    let digest: String
    /// Who asked for the order.
    let principal: String
    /// In words.
    let text: String
    /// What was shown to be the worth.
    let notional: ExactDecimal
    /// When it runs out: milliseconds of the monotonic clock.
    let expiresAtMilliseconds: Int
    /// What the operator has said.
    var word = Word.none
  }

  /// What the operator has said to a question.
  enum Word: Sendable {
    case none, yes, no
  }

  /// What became of the operator's word.
  enum Hearing: Equatable {
    case heard(Question)
    /// There is no such question, or it has run out or been used.
    case unknown
    /// The order is another one than the person was shown.
    case otherDigest
  }

  private var questions: [Question] = []

  /// How many stand.
  var count: Int { questions.count { $0.word != .no } }

  /// The question about an order: the one that stands already, or a new one.
  ///
  /// - Parameters:
  ///   - digest: of the order; no two callers' orders have the same.
  ///   - newID: what a new one is called.
  ///   - now: milliseconds of the monotonic clock.
  /// - Returns: nil when this caller has too many.
  mutating func ask(
    digest: String, principal: String, text: String, notional: ExactDecimal, newID: String, now: Int
  ) -> Question? {
    sweep(now)
    if let index = questions.firstIndex(where: { $0.digest == digest }) {
      let known = questions[index]
      // Also while nobody has answered: a client that asks again with each movement of the market would take
      // the question from under the operator's hands. Its worth is looked at again when the yes is used.
      if Self.holds(known.notional, for: notional) { return known }
      // Worth something else by now: what was shown is not what would be agreed to.
      questions.remove(at: index)
    }
    let ownCount = questions.count { $0.principal == principal }
    guard ownCount < Self.countMax - questions.count else { return nil }
    let question = Question(
      id: newID, digest: digest, principal: principal, text: text, notional: notional,
      expiresAtMilliseconds: now + Self.expiryMilliseconds)
    questions.append(question)
    return question
  }

  /// The question of that id, unless the operator has said no.
  mutating func question(_ id: String, now: Int) -> Question? {
    sweep(now)
    return questions.first { $0.id == id && $0.word != .no }
  }

  /// The question about an order that the operator has said no to.
  mutating func declined(digest: String, now: Int) -> Question? {
    sweep(now)
    return questions.first { $0.digest == digest && $0.word == .no }
  }

  /// Takes the operator's word on the question of that id. After a no there is none any more.
  mutating func hear(_ word: Word, on id: String, digest: String, now: Int) -> Hearing {
    sweep(now)
    guard let index = questions.firstIndex(where: { $0.id == id && $0.word != .no }) else { return .unknown }
    guard questions[index].digest == digest else { return .otherDigest }
    questions[index].word = word
    return .heard(questions[index])
  }

  /// Takes a yes to an order out, to use it.
  mutating func take(digest: String, notional: ExactDecimal, now: Int) -> Question? {
    sweep(now)
    guard
      let index = questions.firstIndex(where: {
        $0.digest == digest && $0.word == .yes && Self.holds($0.notional, for: notional)
      })
    else { return nil }
    return questions.remove(at: index)
  }

  /// Gives back a yes that was not used after all.
  mutating func giveBack(_ question: Question) {
    guard question.word == .yes, questions.count < Self.countMax else { return }
    questions.append(question)
  }

  /// Forgets a question that was answered.
  mutating func forget(_ id: String) {
    questions.removeAll { $0.id == id }
  }

  /// Whether a yes to something of one worth is a yes to it at another.
  static func holds(_ shown: ExactDecimal, for notional: ExactDecimal) -> Bool {
    do throws(ExactDecimal.Failure) {
      let most = try shown.multiplied(by: ExactDecimal(100 + growthMaxPercent))
      return try notional.multiplied(by: ExactDecimal(100)) <= most
    } catch {
      return false
    }
  }

  private mutating func sweep(_ now: Int) {
    questions.removeAll { $0.expiresAtMilliseconds <= now }
  }
}
