internal import LinuxIO

extension Journal {
  private static let lifePrefix = "instance-"
  /// Files of dead lives that are taken away at a time.
  private static let deadCountMax = 1024

  private static func name(of instance: UInt64) -> String {
    let digits = String(instance, radix: 16)
    return lifePrefix + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Makes the file that says by its lock that this life runs, and takes those of the dead away. The
  /// journal's lock is held, so nobody else is between making and locking.
  static func begun(
    _ instance: UInt64, in folder: any JournalFolder
  ) throws(JournalFailure) -> any JournalFile {
    let names = try JournalFailure.through(lifePrefix) { () throws(PrivateFailure) in
      try folder.names(countMax: namesMax)
    }
    for name in names.filter({ $0.hasPrefix(lifePrefix) }).prefix(deadCountMax) where !isLocked(name, folder)
    {
      try JournalFailure.through(name) { () throws(PrivateFailure) in try folder.remove(name) }
    }
    let life = try JournalFailure.through(name(of: instance)) { () throws(PrivateFailure) in
      try folder.open(name(of: instance), .makingNew)
    }
    let isTaken = try JournalFailure.through { () throws(SystemFailure) in
      try life.lock(withinMilliseconds: 0)
    }
    guard isTaken else { throw .busy }
    return life
  }

  /// Whether somebody holds a file's lock. Whatever prevents a look counts as yes: taking over from somebody
  /// who lives is the worse mistake.
  private static func isLocked(_ name: String, _ folder: any JournalFolder) -> Bool {
    do throws(PrivateFailure) {
      let file = try folder.open(name, .reading)
      do throws(SystemFailure) {
        // Given back with the descriptor. Who looks at the same moment takes the dead for living, once.
        return try !file.lock(withinMilliseconds: 0)
      } catch {
        return true
      }
    } catch .system(let failure) where failure.number == SystemFailure.noSuchFile {
      return false
    } catch {
      return true
    }
  }

  /// Whether the server that made an intent still runs: a dead one's intents are settled by another.
  public func isRunning(_ instance: UInt64) -> Bool {
    instance == self.instance || Self.isLocked(Self.name(of: instance), folder)
  }

  /// Takes the lock on settling others' intents, until `giveUpSettling` or the end of this process.
  ///
  /// - Returns: false when another server has it, or when it cannot be had at all.
  public func beginSettling() -> Bool {
    do throws(PrivateFailure) {
      let file: any JournalFile =
        if let settlement { settlement } else { try folder.open(Self.settlementName, .making) }
      settlement = file
      do throws(SystemFailure) {
        return try file.lock(withinMilliseconds: 0)
      } catch {
        return false
      }
    } catch {
      return false
    }
  }

  /// Gives that lock back.
  public func giveUpSettling() {
    settlement?.unlock()
    settlement = nil
  }

  /// Ends this life in the eyes of others. The journal cannot be used after it.
  public func close() {
    giveUpSettling()
    life.unlock()
    do throws(PrivateFailure) {
      try folder.remove(Self.name(of: instance))
    } catch {
      // It lies there without its lock, and the next to open the journal takes it away.
    }
    if failure == nil {
      failure = .system(SystemFailure(call: "close", number: SystemFailure.brokenPipe))
    }
  }
}
