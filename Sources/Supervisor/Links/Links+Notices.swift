public import Catalog
internal import LinuxIO
public import Log

extension Links {
  /// Something about the workers that clients may want to hear.
  public enum Notice: Sendable, Equatable {
    /// A worker has ended, or is at work: server_status says something else.
    case status
    /// Which roles are without a worker for good is not as it was: `stoppedRoles`.
    case stoppedRoles
    /// Orders, or what may be done with money, are not as they were.
    case orders
    /// A line of a worker's log, or about a worker.
    case logged(Role, Logger.Level, String)
  }

  /// A question to the person behind a call.
  public struct Question: Sendable, Equatable {
    /// The call that waits.
    public let callID: UInt64
    /// By which the operator names it.
    public let id: String
    /// What the person reads.
    public let message: String
    /// What the worker will know the question by when a client takes it away and comes back; nil when it
    /// cannot.
    public let state: String?
  }

  /// The roles whose worker will not come back by itself.
  public var stoppedRoles: Set<Role> {
    Set(links.filter { $0.isStopped }.map(\.role))
  }

  /// Has `observer` told what happens; any number of them, before the first worker is there.
  public func observe(_ observer: @escaping (Notice) -> Void) {
    observers.append(observer)
  }

  func tell(_ notice: Notice) {
    for observer in observers { observer(notice) }
  }

  /// A worker's state has changed from what it was.
  func changed(_ role: Role, wasStopped: Bool, isStopped: Bool) {
    tell(.status)
    if wasStopped != isStopped { tell(.stoppedRoles) }
  }
}
