import Testing

extension `End to end` {
  @Suite struct `A server whose client goes away at once` {
    /// Keys of the paper exchange go with it; a worker that is just starting must not complain of that.
    @Test func `says nothing of keys, whenever that is`() throws {
      for delay in 0..<40 {
        let program = try ProgramUnderTest(
          Programs.bulkhead, ["serve", "--paper", "--log-level", "warning"], environment: [:])
        let watch = Stopwatch()
        while watch.seconds * 1_000 < Double(2 * delay) { program.move(forMilliseconds: 1) }
        program.closeInput()
        #expect(try program.waitForExit() == 0)
        #expect(program.errorText.isEmpty, "after \(2 * delay) ms: \(program.errorText)")
      }
    }
  }
}
