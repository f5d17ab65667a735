internal import Catalog
internal import LinuxIO
internal import Wire

/// Whether a worker that says who it is may be used.
///
/// Both executables must come from one build: an upgrade that replaced one of them would otherwise fail in
/// ways that nobody can read.
enum Introduction {
  /// - Returns: the reason against it, naming both sides; nil when it may be used.
  static func objection(to readiness: ToSupervisor.Readiness, expecting role: Role) -> String? {
    if readiness.wireVersion != WireVersion.current {
      return
        "bulkhead-worker speaks version \(readiness.wireVersion) of the internal protocol and this bulkhead "
        + "version \(WireVersion.current): install both from the same build"
    }
    if readiness.buildIdentity != CurrentProcess.buildIdentity {
      return "bulkhead-worker is of build \(readiness.buildIdentity.prefix(64)) and this bulkhead of build "
        + "\(CurrentProcess.buildIdentity): install both from the same build"
    }
    if readiness.catalogDigest != Catalog.digest {
      return "bulkhead-worker has another table of tools than this bulkhead: install both from the same build"
    }
    if readiness.role != role { return "bulkhead-worker says that it is the \(readiness.role) worker" }
    return nil
  }
}
