internal import Glibc

/// The one place where a system call's result is read.
///
/// Every call repeats the same three decisions: an interrupted call is made again, "would block" is a value
/// and not an error, and a bad descriptor ends the program, because it means that a descriptor was used after
/// it was closed and may by now belong to something else.
enum SystemCall {
  /// What became of a call that may have to wait.
  enum Outcome: Equatable {
    /// It returned this number.
    case done(Int)
    /// Nothing can be done without waiting (EAGAIN).
    case wouldBlock
    /// The kernel's reason, for everything but EINTR, EAGAIN and EBADF.
    case failed(SystemFailure)
  }

  /// Makes a call that returns -1 and sets errno when it fails.
  ///
  /// - Throws: `SystemFailure` for everything but EINTR (made again) and EBADF (ends the program).
  @inline(__always)
  @discardableResult
  static func checked<Number: BinaryInteger>(
    _ name: StaticString, _ body: () -> Number
  ) throws(SystemFailure) -> Number {
    while true {
      let result = body()
      if result != -1 { return result }
      let number = errno
      if number == EINTR { continue }
      precondition(number != EBADF, "a system call was given a descriptor that is not open")
      throw SystemFailure(call: "\(name)", number: number)
    }
  }

  /// Makes a call on a non-blocking descriptor.
  @inline(__always)
  static func attempt(_ name: StaticString, _ body: () -> Int) -> Outcome {
    while true {
      let result = body()
      if result != -1 { return .done(result) }
      let number = errno
      if number == EINTR { continue }
      if number == EAGAIN { return .wouldBlock }
      precondition(number != EBADF, "a system call was given a descriptor that is not open")
      return .failed(SystemFailure(call: "\(name)", number: number))
    }
  }
}
