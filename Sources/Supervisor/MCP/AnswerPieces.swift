/// The parts of a call's answer that are always the same, as bytes.
///
/// Together with the id and the envelope they make
/// `{"jsonrpc":"2.0","id":…,"result":{"content":[{"type":"text","text":"…"}],"structuredContent":…,`
/// `"isError":false}}`.
enum AnswerPieces {
  static let beginning = Array(#"{"jsonrpc":"2.0","id":"#.utf8)
  static let result = Array(#","result":{"#.utf8)
  static let stateless = Array(#""resultType":"complete","_meta":{"\#(RequestMetadata.serverKey)":"#.utf8)
  static let statelessEnd = Array("},".utf8)
  static let resultAndContent = result + content
  static let content = Array(#""content":[{"type":"text","text":"#.utf8)
  static let structuredContent = Array(#"}],"structuredContent":"#.utf8)
  static let success = Array(#","isError":false}}"#.utf8)
  static let successWithoutStructure = Array(#"}],"isError":false}}"#.utf8)
  static let failure = Array(#"}],"isError":true}}"#.utf8)
}
