internal import CCurl
internal import LinuxIO

/// libcurl's side of the event loop: which descriptors it wants watched while connections are made, and when
/// it wants to be called again.
///
/// One for all connections, so that names that were looked up, TLS sessions and the trusted certificates are
/// kept. Its two callbacks only take notes and set
/// watches; libcurl forbids calling back into it. Confined to the loop's thread.
@safe
final class CurlMulti {
  private let pointer: UnsafeMutableRawPointer
  private var watches: [Int32: ForeignWatch] = [:]
  private var timer: LoopTimer?
  private var whenConnected: [UnsafeMutableRawPointer: (CURLcode) -> Void]

  /// - Precondition: libcurl has memory for a handle.
  init() {
    CurlLibrary.load()
    guard let pointer = unsafe curl_multi_init() else { preconditionFailure("no memory for connections") }
    unsafe self.pointer = pointer
    unsafe whenConnected = [:]
    // Not retained: this object outlives the handle, which calls back only from inside a call of this object.
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe bulkhead_curl_multi_set_pointer(pointer, CURLMOPT_SOCKETDATA, me)
    unsafe bulkhead_curl_multi_set_pointer(pointer, CURLMOPT_TIMERDATA, me)
    unsafe bulkhead_curl_multi_set_socket_function(pointer) { _, descriptor, what, me, _ in
      guard let me = unsafe me else { return -1 }
      unsafe Unmanaged<CurlMulti>.fromOpaque(me).takeUnretainedValue().watch(descriptor, what)
      return 0
    }
    unsafe bulkhead_curl_multi_set_timer_function(pointer) { _, milliseconds, me in
      guard let me = unsafe me else { return -1 }
      unsafe Unmanaged<CurlMulti>.fromOpaque(me).takeUnretainedValue().setTimer(milliseconds)
      return 0
    }
  }

  deinit {
    timer?.cancel()
    for watch in watches.values { watch.stop() }
    unsafe curl_multi_cleanup(pointer)
  }

  /// Descriptors that libcurl has watched, for tests that look for leaks.
  var watchCount: Int { watches.count }

  /// Begins to connect.
  ///
  /// - Parameter body: called once, with libcurl's result, and never from inside this function. From then on
  ///   the socket is the caller's to watch.
  func connect(_ easy: CurlEasy, _ body: @escaping (CURLcode) -> Void) {
    unsafe whenConnected[easy.pointer] = body
    let result = unsafe curl_multi_add_handle(pointer, easy.pointer)
    precondition(result == CURLM_OK, "libcurl did not take a handle")
  }

  /// Closes the connection of a handle, made or half made. Its `body` is not called any more.
  func remove(_ easy: CurlEasy) {
    _ = unsafe whenConnected.removeValue(forKey: easy.pointer)
    _ = unsafe curl_multi_remove_handle(pointer, easy.pointer)
  }

  private func watch(_ descriptor: Int32, _ what: Int32) {
    if what == CURL_POLL_REMOVE {
      watches.removeValue(forKey: descriptor)?.stop()
      return
    }
    let reads = what & CURL_POLL_IN != 0
    let writes = what & CURL_POLL_OUT != 0
    if let known = watches[descriptor] {
      known.change(reads: reads, writes: writes)
    } else {
      // Not unowned: an event of a turn in which this object went is dropped.
      watches[descriptor] = ForeignWatch(descriptor, .level(reads: reads, writes: writes)) {
        [weak self] in
        self?.receiveEvents(of: descriptor)
      }
    }
  }

  private func receiveEvents(of descriptor: Int32) {
    guard let watch = watches[descriptor] else { return }
    let mask =
      (watch.isReadable ? CURL_CSELECT_IN : 0) | (watch.isWritable ? CURL_CSELECT_OUT : 0)
      | (watch.hasHungUp ? CURL_CSELECT_ERR : 0)
    watch.forgetReadiness()
    act(descriptor, mask)
  }

  private func setTimer(_ milliseconds: Int) {
    timer?.cancel()
    timer = nil
    if milliseconds < 0 { return }
    let deadline = EventLoop.now &+ UInt64(milliseconds) &* 1_000_000
    timer = EventLoop.shared.schedule(at: deadline) { [weak self] in
      guard let self else { return }
      timer = nil
      act(-1, 0)
    }
  }

  /// Lets libcurl go on; -1 stands for its clock (CURL_SOCKET_TIMEOUT).
  private func act(_ descriptor: Int32, _ mask: Int32) {
    var runningCount: Int32 = 0
    _ = unsafe curl_multi_socket_action(pointer, descriptor, mask, &runningCount)
    deliver()
  }

  private func deliver() {
    var leftCount: Int32 = 0
    while let message = unsafe curl_multi_info_read(pointer, &leftCount) {
      guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle else {
        continue
      }
      let result = unsafe bulkhead_curl_message_result(message)
      guard let body = unsafe whenConnected.removeValue(forKey: easy) else { continue }
      body(result)
    }
  }
}
