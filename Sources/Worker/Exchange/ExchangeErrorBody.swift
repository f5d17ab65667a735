internal import Values

/// The exchange's way to say no: `{"code": -1121, "msg": "Invalid symbol."}`.
struct ExchangeErrorBody: Equatable {
  /// A longer body is no error of the exchange.
  static let byteCountMax = 64 * 1024

  let code: Int
  /// The exchange's text, as it came.
  let message: String

  /// Nil when the bytes are something else.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.byteCountMax else { return nil }
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes, limits: .exchangeReply)
    } catch {
      return nil
    }
    guard let code = document.root["code"]?.integer else { return nil }
    self.code = code
    message = document.root["msg"]?.string ?? ""
  }
}
