/// What a document and all values of it share: the text and its tape.
///
/// A class, so that a value is one reference and an index and copying one counts one reference.
final class JSONStorage: Sendable {
  let bytes: [UInt8]
  let nodes: [JSONNode]
  let summary: JSONSummary

  init(bytes: [UInt8], nodes: [JSONNode], summary: JSONSummary) {
    self.bytes = bytes
    self.nodes = nodes
    self.summary = summary
  }
}
