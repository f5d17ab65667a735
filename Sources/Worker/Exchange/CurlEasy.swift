internal import CCurl
internal import LinuxIO

/// One connection in libcurl's hands: its settings, and the bytes that go through it.
///
/// CURLOPT_CONNECT_ONLY: libcurl looks the name up, goes through the proxy, shakes hands and verifies, and
/// then leaves the connection to
/// `curl_easy_send` and `curl_easy_recv`. Its own transfers send a request again when a kept connection turns
/// out dead, which must never happen to an
/// order. Confined to the loop's thread.
@safe
final class CurlEasy {
  /// The most bytes that one `receive` takes; libcurl gives no more than its own buffer's size at once.
  static let receiveByteCountMax = 64 * 1024

  let pointer: UnsafeMutableRawPointer

  /// - Precondition: libcurl has memory for a handle.
  init() {
    guard let pointer = unsafe curl_easy_init() else { preconditionFailure("no memory for a connection") }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
  }

  /// Sets a number or a flag.
  ///
  /// - Precondition: libcurl knows the option; it was there when this was built, and no setting here may be
  ///   silently left out.
  func set(_ option: CURLoption, _ value: Int) {
    let result = unsafe bulkhead_curl_set_long(pointer, option, value)
    precondition(result == CURLE_OK, "libcurl refused an option")
  }

  /// Sets a text, which libcurl copies; nil takes the default away.
  func set(_ option: CURLoption, _ value: String?) {
    let result: CURLcode
    if let value {
      result = unsafe value.withCString { unsafe bulkhead_curl_set_string(pointer, option, $0) }
    } else {
      result = unsafe bulkhead_curl_set_string(pointer, option, nil)
    }
    precondition(result == CURLE_OK, "libcurl refused an option")
  }

  /// A number that libcurl found out; 0 when it has none.
  func number(_ info: CURLINFO) -> Int {
    var value = 0
    _ = unsafe bulkhead_curl_get_long(pointer, info, &value)
    return value
  }

  /// A text that libcurl has; nil when it has none.
  func text(_ info: CURLINFO) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    guard unsafe bulkhead_curl_get_string(pointer, info, &value) == CURLE_OK, let value = unsafe value else {
      return nil
    }
    return unsafe String(cString: value)
  }

  /// The connected socket; nil when there is none any more.
  var socket: Int32? {
    var value: Int32 = -1
    guard unsafe bulkhead_curl_get_socket(pointer, &value) == CURLE_OK, value >= 0 else { return nil }
    return value
  }

  /// Hands bytes to the connection.
  func send(_ bytes: ArraySlice<UInt8>) -> Transfer {
    var count = 0
    let result = unsafe bytes.withUnsafeBytes {
      unsafe curl_easy_send(pointer, $0.baseAddress, $0.count, &count)
    }
    return Self.transfer(result, count)
  }

  /// Takes bytes from the connection.
  func receive(into scratch: inout [UInt8]) -> Transfer {
    var count = 0
    let result = unsafe scratch.withUnsafeMutableBytes {
      unsafe curl_easy_recv(pointer, $0.baseAddress, min($0.count, Self.receiveByteCountMax), &count)
    }
    return Self.transfer(result, count)
  }

  private static func transfer(_ result: CURLcode, _ count: Int) -> Transfer {
    if result == CURLE_OK { return .count(count) }
    if result == CURLE_AGAIN { return .wouldBlock }
    return .failed
  }
}
