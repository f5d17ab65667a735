import LinuxIO
import PaperState

extension LogFailure {
  /// What is wrong and what can be done, for people.
  func words(of path: String) -> String {
    switch self {
    case .notALog: "\(path) is no log of this program; choose another folder for --data"
    case .damagedHeader: "\(path) is damaged at its beginning; \(Self.advice)"
    case .formatVersion(let version):
      "\(path) is a log in format \(version), and this build reads \(LogHeader.formatVersion); "
        + "use the build that wrote it, or another folder for --data"
    case .otherSeed(let seed): "\(path) belongs to an exchange with --seed \(seed); start it with that seed"
    case .otherListings:
      "\(path) belongs to an exchange that lists other symbols; start it with the same --replay of an "
        + "exchangeInfo as before, or with another folder for --data"
    case .damaged(let record, let byte):
      "\(path) is damaged at byte \(byte) (record \(record)); \(Self.advice)"
    case .meaningless(let record, let byte):
      "\(path) holds a record (\(record), at byte \(byte)) that this build cannot carry out; use the build "
        + "that wrote it, or another folder for --data"
    case .otherBalances(let record, let build):
      "\(path): after record \(record) the balances are others than when build \(build) wrote it; use that "
        + "build, or another folder for --data"
    }
  }

  private static let advice =
    "put back a copy of it, or move the folder away to begin with an empty exchange"
}

extension LogFile.Failure {
  /// What is wrong and what can be done, for people.
  var words: String {
    switch self {
    case .isOpenToOthers:
      "it, or the log in it, belongs to somebody else or is open to others; chmod 700 the folder and 600 the "
        + "log"
    case .notAFile: "something else stands where the log should be"
    case .inUse: "another process is using it"
    case .system(let failure): "\(failure)"
    }
  }
}
