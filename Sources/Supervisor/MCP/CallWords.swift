/// The words of a `tools/call`, as bytes to compare with.
///
/// One object and not globals, each of which would be asked whether it is made yet, for every key of every
/// call.
final class CallWords: Sendable {
  let rpc = Array("jsonrpc".utf8)
  let rpcVersion = Array("2.0".utf8)
  let id = Array("id".utf8)
  let method = Array("method".utf8)
  let call = Array(Method.toolsCall.name.utf8)
  let params = Array("params".utf8)
  let name = Array("name".utf8)
  let arguments = Array("arguments".utf8)
  let metadata = Array("_meta".utf8)
  let progressToken = Array("progressToken".utf8)
}
