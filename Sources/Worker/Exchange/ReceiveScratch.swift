internal import LinuxIO

/// Room that all connections of a process read into, one after the other: between a read and the parsing of
/// what came nothing else runs.
@LoopActor
final class ReceiveScratch {
  var bytes = [UInt8](repeating: 0, count: CurlEasy.receiveByteCountMax)
}
