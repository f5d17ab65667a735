internal import CLinux
internal import Glibc

/// A listening Unix socket with a name in a private folder, for the folder's owner alone.
@LoopActor
public final class UnixListener {
  /// Connections that may wait to be accepted.
  public static let backlogMax = 16

  private let folder: PrivateFolder
  private let name: String
  private let watch: DescriptorWatch
  private var handle: OwnedDescriptor?

  /// Listens. The name must be free.
  ///
  /// The mode is 0600 from the first moment on: bind(2) makes the name with the socket's own mode.
  public init(in folder: PrivateFolder, name: String) throws(SystemFailure) {
    var address = try UnixAddress(in: folder, name: name)
    let listening = try UnixAddress.socket()
    let number = listening.number
    try SystemCall.checked("fchmod") { fchmod(number, 0o600) }
    try SystemCall.checked("bind") {
      unsafe address.withPointer { unsafe Glibc.bind(number, $0, $1) }
    }
    do throws(SystemFailure) {
      try SystemCall.checked("listen") { Glibc.listen(number, Int32(Self.backlogMax)) }
    } catch {
      folder.remove(name)
      throw error
    }
    watch = DescriptorWatch(number)
    let isWatched = EventLoop.shared.add(watch, events: DescriptorWatch.reading)
    precondition(isWatched, "epoll takes sockets")
    self.folder = folder
    self.name = name
    handle = consume listening
  }

  isolated deinit {
    close()
  }

  /// Stops listening and takes the name away. Whoever waits in `accept` gets `nil`.
  public func close() {
    guard handle != nil else { return }
    folder.remove(name)
    EventLoop.shared.remove(watch)
    handle = nil
    watch.wakeAll()
  }

  /// Waits for the next connection; its descriptor does not wait for anything.
  ///
  /// - Returns: `nil` once it is closed.
  /// - Throws: what is passing too (`isPassing`, `concernsOneConnection`), so that the caller decides how
  ///   long to rest.
  public func accept() async throws(SystemFailure) -> OwnedDescriptor? {
    while handle != nil {
      let number = watch.descriptor
      var ignored: UInt8 = 0
      switch SystemCall.attempt("accept4", { unsafe Int(bulkhead_accept(number, &ignored, 1)) }) {
      case .done(let accepted): return OwnedDescriptor(owning: Int32(accepted))
      case .failed(let failure): throw failure
      case .wouldBlock:
        watch.noteDrained()
        await watch.readable()
      }
    }
    return nil
  }
}
