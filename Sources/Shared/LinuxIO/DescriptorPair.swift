internal import CLinux
internal import Glibc

/// The two ends of a pipe or of a socket pair.
@frozen
public struct DescriptorPair: ~Copyable {
  /// For a pipe the end to read from.
  public var first: OwnedDescriptor
  /// For a pipe the end to write to.
  public var second: OwnedDescriptor

  init(_ numbers: (Int32, Int32)) {
    first = OwnedDescriptor(owning: numbers.0)
    second = OwnedDescriptor(owning: numbers.1)
  }

  /// A pipe (pipe2(2)), close-on-exec, blocking until a `Channel` takes an end.
  public static func pipe() throws(SystemFailure) -> DescriptorPair {
    var numbers: (Int32, Int32) = (-1, -1)
    try SystemCall.checked("pipe2") {
      unsafe withUnsafeMutablePointer(to: &numbers) { pair in
        unsafe pair.withMemoryRebound(to: Int32.self, capacity: 2) { unsafe bulkhead_pipe($0) }
      }
    }
    return DescriptorPair(numbers)
  }

  /// A pair of connected Unix stream sockets (socketpair(2)), close-on-exec: no name on disk that anybody
  /// else could connect to.
  public static func sockets() throws(SystemFailure) -> DescriptorPair {
    var numbers: (Int32, Int32) = (-1, -1)
    try SystemCall.checked("socketpair") {
      unsafe withUnsafeMutablePointer(to: &numbers) { pair in
        unsafe pair.withMemoryRebound(to: Int32.self, capacity: 2) {
          unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, $0)
        }
      }
    }
    return DescriptorPair(numbers)
  }
}
