/// One process of the process drawing.
struct ProcessBox: Equatable {
  /// What it is.
  let title: String
  /// Its process id, if it is known.
  let pid: Int?
  /// A word more, such as what it holds.
  let note: String

  /// The line below the title.
  var detail: String { pid.map { "pid \($0)" } ?? note }
}
