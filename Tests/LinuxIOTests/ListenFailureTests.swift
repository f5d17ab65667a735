import Foundation
import Testing

@testable import LinuxIO

@Suite struct `A place that cannot be listened on` {
  private func failure(_ number: Int32) -> ListenFailure {
    ListenFailure(
      SystemFailure(call: "bind", number: number), address: "10.9.8.7", port: 443, taken: "look there",
      elsewhere: "take another")
  }

  @Test(arguments: [
    (EADDRINUSE, ExitCode.tryAgain, "another program listens there; look there"),
    (EADDRNOTAVAIL, .configuration, "this machine has no such address; take another"),
    (EAFNOSUPPORT, .configuration, "this machine has no such address; take another"),
    (EACCES, .configuration, "ports below 1024 are not for everybody; take another"),
    (ENOMEM, .tryAgain, "bind: Cannot allocate memory"),
    (ENOTSOCK, .ownFault, "bind: Socket operation on non-socket"),
  ])
  func `says whose it is to mend, and how`(number: Int32, code: ExitCode, words: String) {
    #expect(failure(number).exitCode == code)
    #expect(failure(number).words == "cannot listen on 10.9.8.7 port 443: \(words)")
  }

  @Test func `is what the kernel says of a taken port, and of an address elsewhere`() throws {
    let taken = try TCPListener.socket(address: "127.0.0.1", port: 0)
    let port = try TCPListener.port(of: taken)
    for (address, code) in [("127.0.0.1", ExitCode.tryAgain), ("192.0.2.1", .configuration)] {
      let failure = try #require(throws: SystemFailure.self) {
        _ = try TCPListener.socket(address: address, port: port)
      }
      let meant = ListenFailure(failure, address: address, port: port, taken: "", elsewhere: "")
      #expect(meant.exitCode == code, "\(meant.words)")
    }
  }
}
