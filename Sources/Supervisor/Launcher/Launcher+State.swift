internal import Catalog
internal import Configuration
internal import LinuxIO
internal import Log
internal import Operator
internal import Values

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

  /// Looks again which keys there are; what was named wrongly meanwhile changes nothing.
  func findKeysAgain() {
    guard let findKeysAgain = configuration.findKeysAgain else { return }
    do throws(KeyFailure) {
      let found = try findKeysAgain()
      for role in [Role.account, .trading] where found[for: role].isEmpty != keys[for: role].isEmpty {
        logger.warning("which workers there are does not change before the server is started anew")
      }
      for key in found.all where keys[key.purpose].map({ $0 != key }) ?? false {
        logger.notice("the \(key.purpose.words) is \(key.shownID) from now on (\(key.origin))")
        keys[key.purpose] = key
      }
    } catch {
      logger.error("the keys stay as they are: \(error.message). \(error.suggestion)")
    }
  }
}
