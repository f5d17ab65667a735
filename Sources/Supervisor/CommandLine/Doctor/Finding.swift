internal import Values

/// One thing that the doctor has looked at.
struct Finding: Sendable, Equatable {
  /// How it is.
  enum Grade: String, Sendable {
    /// As it should be.
    case good
    /// Something to know, or to ask oneself.
    case doubt
    /// It does not work, or it gives a secret away.
    case problem

    /// The mark in the table.
    var mark: String {
      switch self {
      case .good: "✓"
      case .doubt: "!"
      case .problem: "✗"
      }
    }
  }

  /// What it belongs to, in the order of the report.
  enum Area: String, Sendable, CaseIterable {
    case programs, machine, configuration, keys, access, state, servers, clients, exchange
  }

  let area: Area
  let grade: Grade
  /// What was found, without a full stop. Never a secret.
  let words: String
  /// What to do about it, a whole sentence; `nil` where there is nothing to do.
  let nextStep: String?

  /// Something that is as it should be.
  static func good(_ area: Area, _ words: String) -> Finding {
    Finding(area: area, grade: .good, words: words, nextStep: nil)
  }

  /// Something to know.
  static func doubt(_ area: Area, _ words: String, _ nextStep: String?) -> Finding {
    Finding(area: area, grade: .doubt, words: words, nextStep: nextStep)
  }

  /// Something that is wrong.
  static func problem(_ area: Area, _ words: String, _ nextStep: String) -> Finding {
    Finding(area: area, grade: .problem, words: words, nextStep: nextStep)
  }

  /// For programs.
  var json: JSON {
    [
      "area": .string(area.rawValue), "grade": .string(grade.rawValue), "words": .string(words),
      "next_step": nextStep.map { .string($0) } ?? .null,
    ]
  }
}
