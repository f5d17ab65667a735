import Foundation

/// How many damaged requests are sent over HTTP: `BULKHEAD_HTTP_MUTATIONS`, or few.
enum MutationCount {
  static let wanted =
    ProcessInfo.processInfo.environment["BULKHEAD_HTTP_MUTATIONS"].flatMap { Int($0) } ?? 2_000
}
