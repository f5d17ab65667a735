import LinuxIO

/// The doors that a gateway shuts behind itself before it reads a byte of a client, as a worker does
/// (`RoleDoors`): no new privileges, not dumpable and no core file (`CurrentProcess.harden`), and the limits
/// here.
///
/// The launcher has none of these limits. Its children inherit what it has and cannot raise it again, and one
/// of them writes the journal.
enum GatewayDoors {
  /// Descriptors beside clients' connections: the streams, the control socket, a link to each worker, and
  /// what the event loop has open.
  static let ownDescriptorCountMax = 64
  /// Connections of clients that are planned for at most, whatever the limits would allow.
  private static let connectionCountMax = 16_384
  /// And for at least, on a machine that allows next to nothing.
  private static let connectionCountMin = 64

  /// Shuts them for a gateway on standard streams.
  ///
  /// - Parameter output: where answers go. A client may have a file there: nothing else is written to files.
  static func shut(output: Int32) throws(SystemFailure) {
    try CurrentProcess.limit(
      openFileCountMax: UInt64(ownDescriptorCountMax), writesFiles: CurrentProcess.isFile(output))
  }

  /// Shuts them for a gateway over HTTP.
  ///
  /// - Returns: how many connections of clients it has room for.
  static func shutOverHTTP() throws(SystemFailure) -> Int {
    let allowed = CurrentProcess.raiseDescriptorLimit() - ownDescriptorCountMax
    let count = min(connectionCountMax, max(connectionCountMin, allowed))
    try CurrentProcess.limit(openFileCountMax: UInt64(count + ownDescriptorCountMax), writesFiles: false)
    return count
  }
}
