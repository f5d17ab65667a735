/// Why a log cannot be played back.
public enum LogFailure: Error, Sendable, Hashable {
  /// It begins with something else.
  case notALog
  /// Its first bytes do not match their checksum.
  case damagedHeader
  /// It was written in another format.
  case formatVersion(UInt32)
  /// It belongs to an exchange with another seed.
  case otherSeed(UInt64)
  /// It belongs to an exchange that lists something else.
  case otherListings
  /// A record, counted from 0, is not what was written; at which byte of the file it begins.
  case damaged(record: Int, byte: Int)
  /// A record is whole and means nothing, or nothing that can happen there.
  case meaningless(record: Int, byte: Int)
  /// After this record the balances are not those that were written down: this build carries the commands out
  /// differently. The build that wrote the records.
  case otherBalances(record: Int, build: String)
}
