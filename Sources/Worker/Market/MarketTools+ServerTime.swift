import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// The exchange's clock.
extension MarketTools {
  func serverTime() -> Question {
    Question(.time, []) { [self] asked throws(ToolFailure) in
      let time = try asked.reader.integer(asked.reader.object(asked.root)["serverTime"], "serverTime")
      guard (0...TimeWindow.timestampMillisecondsMax).contains(time) else {
        throw asked.reader.unexpected("serverTime", "a time in milliseconds")
      }
      var answer = Answer()
      answer.writer.beginObject()
      answer.writer.member("serverTime", time)
      answer.writer.member("utc", UTCText.text(milliseconds: time))
      answer.writer.member("local_time", asked.reply.receivedAtMilliseconds)
      answer.writer.member("local_ahead_milliseconds", asked.reply.receivedAtMilliseconds - time)
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }
}
