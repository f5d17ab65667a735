import Catalog
import LinuxIO
import Log
import TestSupport
import Testing
import Values

@testable import Links

@Suite(.onLoop) struct `The end of a link that is read late` {
  /// Lets everything that is ready on the loop run, several jobs deep.
  @LoopActor private func letOthersRun() async {
    for _ in 0..<16 { await EventLoop.shared.sleep(nanoseconds: 0) }
  }

  /// Calls the tool and says what came back before the call returned; nil when it was made to wait.
  @LoopActor private func answerAtOnce(_ tool: Tool, from links: Links) -> String? {
    var answer: String?
    links.connect(
      Links.Handlers(
        deliver: { _, _, envelope in answer = String(copying: UTF8Span(unchecked: envelope)) },
        progress: { _, _, _ in }, confirm: { _ in }))
    links.submit(callID: 1, tool: tool, arguments: Array("{}".utf8), wantsProgress: false)
    links.cancel(1)
    return answer
  }

  @Test(arguments: [false, true]) @LoopActor
  func `does not make a role wait again that was stopped for good`(isEndOnTheWay: Bool) async throws {
    let tool = try #require(Catalog.tools.first { $0.role == .market })
    let control = try DescriptorPair.sockets()
    let links = Links(
      roles: [.market], venue: .paper, version: "1", callTimeoutMilliseconds: 10_000,
      launcher: try Channel(control.first), logger: Logger(process: "test", level: .error))
    #expect(answerAtOnce(tool, from: links) == nil, "a worker is expected: the call waits for it")

    let link = try DescriptorPair.sockets()
    let worker = try Channel(link.second)
    let isTaken = links.open(.market, generation: 1, pid: 1, link.first)
    #expect(isTaken)
    // The link is being read, which the launcher's word then overtakes.
    await letOthersRun()
    if isEndOnTheWay { worker.close() }
    links.down(
      .market, generation: 1, retryMilliseconds: nil, restartCount: 0, cause: "another build")
    await letOthersRun()
    let answer = try #require(answerAtOnce(tool, from: links), "the call waits for a worker that never comes")
    #expect(answer.contains("another build"))
    worker.close()
  }
}
