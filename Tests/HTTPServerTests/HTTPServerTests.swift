import HTTP
import LinuxIO
import TestSupport
import Testing

@testable import HTTPServer

@Suite(.onLoop) struct `HTTP connections` {
  @Test @LoopActor func `the usual bounds are bounds`() {
    #expect(HTTPServerSettings().connectionCountMax > 0)
  }
}
