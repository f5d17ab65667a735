import Foundation
import Testing

extension ProcessRecord {
  /// The promise is one second. A busy machine gets five, and the time is printed.
  private static let promisedSeconds = 5.0

  /// Waits until none of these processes is left and says how long it took.
  static func expectGone(
    _ processes: [ProcessRecord], after event: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let watch = Stopwatch()
    while processes.contains(where: \.isRunning), watch.seconds < promisedSeconds { usleep(2000) }
    let left = processes.filter(\.isRunning).map(\.name)
    print("\(processes.count) processes were gone \(watch.text) s after \(event)")
    #expect(left.isEmpty, "left \(promisedSeconds) s after \(event): \(left)", sourceLocation: location)
  }
}
