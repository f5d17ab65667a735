internal import LinuxIO

extension Doctor {
  /// What every worker is limited to (`RoleDoors`); with less it would not start.
  private static let openFileCountMin: UInt64 = 256
  /// What a server with many clients wants.
  private static let openFileCountWanted: UInt64 = 1_024
  /// A key's page, and the page around it.
  private static let lockedByteCountWanted: UInt64 = 64 << 10

  /// What the kernel and the limits offer.
  func machineFindings() -> [Finding] {
    [kernel(), systemCallFilter(), fileSandbox(), secretMemory(), openFiles(), port()].compactMap { $0 }
  }

  private func kernel() -> Finding {
    let name = "Linux \(Machine.kernelVersion ?? "of unknown version")"
    guard Machine.hasProcessHandles, Machine.hasCloseOnExecRange, Machine.hasNoNewPrivileges else {
      return .problem(
        .machine,
        "\(name) has no process handles (pidfd_open) or no descriptors that are closed by a flag "
          + "(close_range), or a sandbox around this keeps them away",
        "A server needs Linux 5.11 or later, or a container that allows pidfd_open and close_range.")
    }
    return .good(.machine, "\(name): process handles, descriptors closed by a flag, no_new_privs")
  }

  /// Said of both sandboxes: a tick behind the name of one must not be read as protection.
  private static let unused = "which Bulkhead does not use yet"

  private func systemCallFilter() -> Finding {
    .good(
      .machine,
      Machine.hasSystemCallFilter
        ? "the kernel could filter system calls (seccomp), \(Self.unused)"
        : "the kernel cannot filter system calls (seccomp), \(Self.unused)")
  }

  private func fileSandbox() -> Finding {
    let version = Machine.landlockVersion
    return .good(
      .machine,
      version > 0
        ? "the kernel could close files to a process (Landlock, version \(version)), \(Self.unused)"
        : "the kernel cannot close files to a process (Landlock), \(Self.unused)")
  }

  private func secretMemory() -> Finding {
    let limit = Machine.lockedByteCountMax
    if Machine.hasSecretMemory, limit >= Self.lockedByteCountWanted {
      return .good(
        .machine, "secrets of the environment get memory that the kernel does not map (memfd_secret)")
    }
    let why = Machine.hasSecretMemory ? "only \(limit) bytes may be locked" : "the kernel has no memfd_secret"
    return .doubt(
      .machine, "secrets of the environment lie in ordinary memory: \(why)",
      "It works all the same; a key file is the better place in any case.")
  }

  private func openFiles() -> Finding {
    let count = Machine.openFileCountMax
    let words = count == .max ? "any number of files may be open" : "\(count) files may be open"
    if count < Self.openFileCountMin {
      return .problem(.machine, words, "Raise the limit: ulimit -n \(Self.openFileCountWanted)")
    }
    if count < Self.openFileCountWanted {
      return .doubt(.machine, words, "Many clients need more: ulimit -n \(Self.openFileCountWanted)")
    }
    return .good(.machine, words)
  }

  /// Whether loopback works at all, which `--paper` needs, and whether the usual port is free.
  private func port() -> Finding {
    do throws(SystemFailure) {
      _ = try TCPListener(address: "127.0.0.1", port: 0)
    } catch {
      return .problem(
        .machine, "nothing can listen on 127.0.0.1: \(error)",
        "The paper exchange needs the loopback interface.")
    }
    do throws(SystemFailure) {
      _ = try TCPListener(address: "127.0.0.1", port: NetworkOptions.portDefault)
      return .good(.machine, "port \(NetworkOptions.portDefault) on 127.0.0.1 is free")
    } catch {
      return .doubt(
        .machine, "port \(NetworkOptions.portDefault) on 127.0.0.1 is taken: \(error)",
        "Only a server that listens there minds; stdio needs no port.")
    }
  }
}
