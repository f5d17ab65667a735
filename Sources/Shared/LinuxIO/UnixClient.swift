internal import CLinux
internal import Glibc

/// Connections to Unix sockets in a private folder.
public enum UnixClient {
  /// Connects without waiting: a Unix socket is connected at once or not at all.
  ///
  /// - Returns: a descriptor that does not wait for anything.
  /// - Throws: `connectionRefused` when the process that listened is gone, `noSuchFile`; EAGAIN when too many
  ///   wait there already.
  public static func connect(in folder: PrivateFolder, name: String) throws(SystemFailure) -> OwnedDescriptor
  {
    var address = try UnixAddress(in: folder, name: name)
    let socket = try UnixAddress.socket()
    let number = socket.number
    try SystemCall.checked("connect") {
      unsafe address.withPointer { unsafe Glibc.connect(number, $0, $1) }
    }
    return socket
  }
}
