internal import CLinux
internal import Glibc

/// A secret in memory that has a descriptor and no name: what a key becomes that came in the environment.
///
/// The memory is secret memory (memfd_secret(2)) where the kernel has it: not even the kernel keeps a mapping
/// of it, and nobody can open it again through /proc/PID/fd. Elsewhere it is a sealed memfd. Whoever passes
/// it on holds the descriptor and never maps it; the one process that signs maps it once, to read.
public final class KeyPage: Sendable {
  /// The most bytes of a key.
  public static let byteCountMax = Int(BULKHEAD_KEY_PAGE_MAX)

  private let descriptor: OwnedDescriptor
  /// Bytes of the secret.
  public let byteCount: Int

  /// The descriptor's number, for handing it on.
  public var number: Int32 { descriptor.number }

  /// Whether the kernel gave secret memory, and not a memfd.
  public var isSecretMemory: Bool { bulkhead_key_page_is_secret(descriptor.number) == 1 }

  /// Takes over a descriptor.
  ///
  /// - Returns: nil, and the descriptor is closed, when it is no page that this type made: a number that
  ///   somebody wrote into the environment must not make a secret of some other file.
  public init?(_ descriptor: consuming OwnedDescriptor) {
    let count = bulkhead_key_page_size(descriptor.number)
    guard count > 0 else { return nil }
    byteCount = count
    self.descriptor = descriptor
  }

  /// Copies the value of an environment variable, and writes nothing else anywhere.
  ///
  /// - Parameter wantsSecretMemory: false for the other kind, which tests ask for.
  /// - Returns: nil when the variable is not set or is empty.
  /// - Throws: EFBIG for more than `byteCountMax` bytes; what the kernel says.
  public convenience init?(
    copyingVariable name: String, wantsSecretMemory: Bool = true
  ) throws(SystemFailure) {
    guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
    let made = try SystemCall.checked("memfd_secret") {
      unsafe bulkhead_key_page_make(value, wantsSecretMemory ? 1 : 0)
    }
    self.init(OwnedDescriptor(owning: made))
  }

  /// Takes over a page that the parent handed down under an agreed number.
  public static func inherited(_ number: Int32) -> KeyPage? {
    guard let descriptor = CurrentProcess.inherited(number) else { return nil }
    return KeyPage(descriptor)
  }

  /// Copies the bytes to where they are wanted: maps the page to read, without children, and unmaps it.
  ///
  /// - Throws: `tooLong` when `output` has not enough room; what the kernel says.
  public func read(into output: inout OutputSpan<UInt8>) throws(PrivateFailure) {
    guard byteCount <= output.freeCapacity else { throw .tooLong(byteCountMax: output.freeCapacity) }
    guard let bytes = unsafe bulkhead_key_page_map(descriptor.number, byteCount) else {
      throw .system(SystemFailure(call: "mmap"))
    }
    for index in 0..<byteCount { unsafe output.append(bytes[index]) }
    unsafe bulkhead_key_page_unmap(bytes, byteCount)
  }
}
