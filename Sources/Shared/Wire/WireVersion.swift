/// The version of the protocol between the processes. Raised with every change of a message; both ends must
/// say the same one.
public enum WireVersion {
  /// The version that this source speaks.
  public static let current: UInt16 = 5
}
