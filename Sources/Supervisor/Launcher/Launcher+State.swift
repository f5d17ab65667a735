internal import Catalog
internal import Configuration
internal import LinuxIO
internal import Log
internal import Operator
internal import Values
internal import Wire

extension Launcher {
  /// Opens the state folder and the control socket in it.
  ///
  /// Without one the server goes on: it answers what reads. The trading worker says for itself why it places
  /// no orders.
  func openState() {
    do throws(PrivateFailure) {
      let state = try ServerState(configuration.stateFolder, venue: configuration.venue)
      self.state = state
      let name = OperatorSocketName(pid: CurrentProcess.pid, owner: .launcher)
      desk = try OperatorListener(folder: state.socketFolder, name: name.text) { [unowned self] request in
        answer(request)
      }
    } catch {
      let place = configuration.stateFolder ?? "in no home folder"
      let level: Logger.Level = configuration.roles.contains(.trading) ? .error : .info
      logger.log(
        level, "the state folder \(place): \(error); there are no orders and no bulkhead status without it")
    }
  }

  /// What clients are offered by what the operator's files say now.
  var offer: ToChild.Offer {
    ToChild.Offer(
      roles: configuration.roles, accountRole: configuration.accountRole,
      mayTrade: configuration.tradingMode.mayTrade)
  }

  /// Looks again which keys there are, and whether orders may be made; what was written wrongly meanwhile
  /// changes nothing. The gateway is told before any worker is started or ended for it.
  ///
  /// - Returns: whether clients are offered something else now. Then each worker that holds a key has to
  ///   begin anew.
  @discardableResult
  func lookAgain() -> Bool {
    guard let findAgain = configuration.findAgain else { return false }
    let before = offer
    do throws(KeyFailure) {
      let found = try findAgain()
      for purpose in KeyPurpose.allCases where keys[purpose] != found.keys[purpose] {
        if let key = found.keys[purpose] {
          logger.notice("the \(purpose.words) is \(key.shownID) from now on (\(key.origin))")
        } else {
          logger.notice("there is no \(purpose.words) any more")
        }
      }
      configuration.keys = found.keys
      configuration.tradingMode = found.tradingMode
    } catch {
      logger.error("keys and trading stay as they are: \(error.message). \(error.suggestion)")
    }
    guard offer != before else { return false }
    for role in configuration.roles where !slots.contains(where: { $0.role == role }) {
      slots.append(WorkerSlot(role: role, retriesForEver: false))
    }
    logger.notice("other tools are offered from now on")
    gateway?.send(.offer(offer))
    return true
  }
}
