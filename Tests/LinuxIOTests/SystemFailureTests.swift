import Foundation
import LinuxIO
import Testing

@Suite struct `Failures of system calls` {
  @Test(arguments: [
    ECONNABORTED, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH,
    EPERM,
  ])
  func `what accept says of one connection is not said of the socket that listens`(number: Int32) {
    let failure = SystemFailure(call: "accept4", number: number)
    #expect(failure.concernsOneConnection, "\(failure)")
    // Nobody gives back anything by making room.
    #expect(!failure.isPassing, "\(failure)")
  }

  @Test(arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
  func `what has run out comes back, and is no matter of one connection`(number: Int32) {
    let failure = SystemFailure(call: "accept4", number: number)
    #expect(failure.isPassing && !failure.concernsOneConnection, "\(failure)")
  }

  @Test(arguments: [EINVAL, ENOTSOCK, EFAULT, EACCES])
  func `a socket that does not listen is neither`(number: Int32) {
    let failure = SystemFailure(call: "accept4", number: number)
    #expect(!failure.isPassing && !failure.concernsOneConnection, "\(failure)")
  }
}
