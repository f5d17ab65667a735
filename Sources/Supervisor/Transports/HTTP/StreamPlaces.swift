internal import Catalog
internal import HTTPServer
internal import LinuxIO

/// The places for streams that stay open, and who has them.
///
/// Each is a connection's, which carries one stream at a time and may carry one of somebody else's next:
/// reverse proxies send what different clients ask for over the same connections.
@LoopActor
struct StreamPlaces {
  private var taken: [Int: (connection: HTTPConnection, principal: Principal)] = [:]
  private var counts: [Principal: Int] = [:]

  /// Places that are taken.
  var count: Int { taken.count }

  /// Places that somebody has.
  func count(of principal: Principal) -> Int { counts[principal, default: 0] }

  /// Takes a place for a stream that is about to begin.
  ///
  /// - Parameters:
  ///   - countMax: places of all.
  ///   - ownCountMax: places of one principal.
  /// - Returns: false when there is none left.
  mutating func take(
    _ connection: HTTPConnection, _ principal: Principal, countMax: Int, ownCountMax: Int
  ) -> Bool {
    giveBack(connection.number)
    if taken.count >= min(countMax, ownCountMax) { forgetEnded() }
    guard taken.count < countMax, count(of: principal) < ownCountMax else { return false }
    taken[connection.number] = (connection, principal)
    counts[principal, default: 0] += 1
    return true
  }

  /// Gives back the place of a connection whose stream is over, such as one that brings its next request.
  mutating func giveBack(_ number: Int) {
    guard !taken.isEmpty, let place = taken.removeValue(forKey: number) else { return }
    let left = counts[place.principal, default: 1] - 1
    counts[place.principal] = left > 0 ? left : nil
  }

  /// Gives back the places of all streams that are over.
  mutating func forgetEnded() {
    for (number, place) in taken where !place.connection.isStreaming { giveBack(number) }
  }
}
