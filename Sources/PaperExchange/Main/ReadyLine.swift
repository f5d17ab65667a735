import LinuxIO
import PaperAccounts
import PaperCore
import PaperRoutes
import Signing
import Values

/// The one line that the program prints when it can be connected to.
enum ReadyLine {
  /// Keys that the line names; all of them are in force. The line stays below the 16 KiB that a launcher
  /// reads.
  static let keyCountMax = 24

  static func text(options: PaperOptions, port: Int, exchange: PaperExchange, keys: KeyFolder) -> String {
    let host = options.host.contains(":") ? "[\(options.host)]" : options.host
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("url", "http://\(host):\(port)")
    writer.key("seed")
    writer.number(text: String(options.seed))
    writer.member("symbols", exchange.symbols.count)
    writer.member("recordings", options.replays.count)
    writer.member("pid", Int(CurrentProcess.pid))
    writer.key("keys")
    writer.beginArray()
    for record in keys.records.prefix(keyCountMax) { write(record, keys, to: &writer) }
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func write(_ record: KeyRecord, _ folder: KeyFolder, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", record.id)
    writer.member("kind", record.kind.rawValue)
    writer.member("secret_file", folder.secretPath(of: record))
    writer.member("rights", JSON.array(record.rights.names.map { .string($0) }))
    writer.member("account", Accounts.firstNumber + record.accountOrdinal - 1)
    writer.endObject()
  }
}
