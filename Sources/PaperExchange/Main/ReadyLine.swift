import LinuxIO
import PaperCore
import Values

/// The one line that the program prints when it can be connected to.
enum ReadyLine {
  static func text(options: PaperOptions, port: Int, exchange: PaperExchange) -> String {
    let host = options.host.contains(":") ? "[\(options.host)]" : options.host
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("url", "http://\(host):\(port)")
    writer.key("seed")
    writer.number(text: String(options.seed))
    writer.member("symbols", exchange.symbols.count)
    writer.member("recordings", options.replays.count)
    writer.member("pid", Int(CurrentProcess.pid))
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }
}
