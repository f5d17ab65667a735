internal import LinuxIO
internal import Operator
internal import Wire

/// The servers that run under one state folder.
@LoopActor
struct RunningServers {
  /// The most servers that are asked.
  static let countMax = 64

  private let client: OperatorClient

  /// - Returns: `nil` when no server has ever run there.
  init?(stateFolder: String) throws(OperatorClient.Failure) {
    guard let client = try OperatorClient(folder: "\(stateFolder)/\(StateFolder.socketFolder)") else {
      return nil
    }
    self.client = client
  }

  /// Asks everybody of a kind one after the other. Those that are gone have nothing to say, and are left out.
  ///
  /// - Parameters:
  ///   - owner: `nil` for everybody.
  ///   - only: of them this one, and nobody else.
  func ask(
    _ owner: OperatorSocketName.Owner?, _ request: OperatorRequest, only: OperatorSocketName? = nil,
    timeoutMilliseconds: Int = 35_000
  ) async throws(OperatorClient.Failure) -> [ServerReply] {
    let names = try client.sockets().filter {
      (owner == nil || $0.owner == owner) && (only == nil || $0 == only)
    }.prefix(Self.countMax)
    var replies: [ServerReply] = []
    for name in names {
      do throws(OperatorClient.Failure) {
        let reply = try await client.ask(name, request, timeoutMilliseconds: timeoutMilliseconds)
        replies.append(ServerReply(name: name, outcome: .success(reply)))
      } catch {
        if error != .gone { replies.append(ServerReply(name: name, outcome: .failure(error))) }
      }
    }
    return replies
  }
}
