internal import CLinux
internal import Glibc

/// A process that this one started, watched through its pidfd (pidfd_open(2)).
///
/// A pid can be reused between the look and the signal; a pidfd cannot. The child gets the environment, the
/// descriptors and nothing else that is named here: no_new_privs, no core file, default signal actions, umask
/// 077, working directory `/`.
@LoopActor
public final class ChildProcess {
  /// How a child ended.
  public enum Ending: Sendable, Equatable, CustomStringConvertible {
    /// It called exit with this code.
    case exited(Int32)
    /// A signal ended it.
    case killed(signal: Int32)

    /// For people: "exit code 70", "signal 9 (Killed)".
    public var description: String {
      switch self {
      case .exited(let code): "exit code \(code)"
      case .killed(let signal): "signal \(signal) (\(unsafe String(cString: strsignal(signal))))"
      }
    }
  }

  /// What is to be started.
  public struct Plan: ~Copyable {
    /// Absolute path of the executable.
    public var path: String
    /// The arguments, the program's name first.
    public var arguments: [String]
    /// The whole environment, as NAME=value.
    public var environment: [String]
    /// Numbers in this process that become 0, 1, 2, … in the child; they stay open here.
    public var descriptors: [Int32]
    /// SIGKILL for the child when the forking thread ends.
    public var diesWithParent: Bool
    /// Starts where this process is, not in `/`.
    public var keepsWorkingDirectory: Bool

    /// A plan.
    public init(
      path: String, arguments: [String], environment: [String], descriptors: [Int32],
      diesWithParent: Bool = true, keepsWorkingDirectory: Bool = false
    ) {
      self.path = path
      self.arguments = arguments
      self.environment = environment
      self.descriptors = descriptors
      self.diesWithParent = diesWithParent
      self.keepsWorkingDirectory = keepsWorkingDirectory
    }
  }

  /// The child's process id, for people and logs; signals go through the pidfd.
  public let pid: Int32
  private let handle: OwnedDescriptor
  private let watch: DescriptorWatch
  private let ending = Latch<Ending>()

  /// Starts the child. When this returns, it has executed the new program.
  ///
  /// - Throws: the reason of whatever failed first, in this process or in the child before exec.
  public init(_ plan: borrowing Plan) throws(SystemFailure) {
    var handleNumber: Int32 = -1
    let arguments = CStringArray(plan.arguments)
    let environment = CStringArray(plan.environment)
    let path = CStringArray([plan.path])
    let descriptors = plan.descriptors
    let pid = unsafe descriptors.withUnsafeBufferPointer { numbers in
      var request = unsafe bulkhead_spawn_plan(
        path: path.pointers[0], arguments: arguments.pointers, environment: environment.pointers,
        descriptors: numbers.baseAddress, descriptor_count: Int32(numbers.count),
        dies_with_parent: plan.diesWithParent ? 1 : 0,
        keeps_working_directory: plan.keepsWorkingDirectory ? 1 : 0)
      // The strings must outlive the call; nothing else refers to them.
      return withExtendedLifetime((arguments, environment, path)) {
        unsafe bulkhead_spawn(&request, &handleNumber)
      }
    }
    guard pid > 0 else { throw SystemFailure(call: "start \(plan.path)") }
    self.pid = pid
    handle = OwnedDescriptor(owning: handleNumber)
    watch = DescriptorWatch(handleNumber)
    // Level-triggered: a pidfd stays readable once the process has ended.
    let isWatched = EventLoop.shared.add(watch, events: EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    precondition(isWatched, "epoll takes pidfds")
    onLoop { [self] in await reap() }
  }

  /// Keeps this object alive until the child has ended: a child that nobody waits for would stay behind as a
  /// zombie.
  private func reap() async {
    while true {
      var code: Int32 = 0
      var status: Int32 = 0
      switch unsafe bulkhead_reap(watch.descriptor, &code, &status) {
      case 1: return ending.set(code == CLD_EXITED ? .exited(status) : .killed(signal: status))
      case 0: await watch.readable()
      // Somebody else has reaped it (ECHILD): it has ended, and how is not to be known any more.
      default: return ending.set(.exited(ExitCode.ownFault.rawValue))
      }
    }
  }

  isolated deinit {
    EventLoop.shared.remove(watch)
  }

  /// Waits for the end; afterwards it answers at once.
  public func ended() async -> Ending {
    await ending.value()
  }

  /// Sends a signal; nothing happens when the child has ended.
  public func signal(_ number: Int32) {
    if !ending.isSet { _ = bulkhead_pidfd_signal(watch.descriptor, number) }
  }

  /// Ends the child now (SIGKILL).
  public func kill() { signal(SIGKILL) }
  /// Asks the child to end (SIGTERM).
  public func terminate() { signal(SIGTERM) }
  /// Makes the child crash where it is (SIGABRT), for one whose heartbeat stopped.
  public func abort() { signal(SIGABRT) }
}
