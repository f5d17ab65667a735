import Values

/// One JSON-RPC message of a client, sorted by what has to be done with it.
enum Message {
  /// Must be answered.
  case request(Request)
  /// Must not be answered.
  case notification(method: JSONValue, params: JSONValue?)
  /// An answer to a request of ours.
  case response(JSONValue)
  /// Not a JSON-RPC 2.0 message; the id is there when it could be read.
  case unusable(RequestID?, MCPError)

  /// Sorts one value: a line, or an element of a batch.
  init(_ value: JSONValue) {
    guard value.kind == .object else {
      self = .unusable(nil, .invalidRequest(.notAnObject(value.kind)))
      return
    }
    let method = value["method"]
    if method == nil, value["result"] != nil || value["error"] != nil {
      self = .response(value)
      return
    }
    let idValue = value["id"]
    var id: RequestID?
    var idFailure: RequestID.Failure?
    if let idValue {
      do throws(RequestID.Failure) { id = try RequestID(idValue) } catch { idFailure = error }
    }
    guard let version = value["jsonrpc"], version.isString("2.0") else {
      self = .unusable(id, .invalidRequest(.wrongRPCVersion))
      return
    }
    guard let method else {
      self = .unusable(id, .invalidRequest(.noMethod))
      return
    }
    guard method.kind == .string else {
      self = .unusable(id, .invalidRequest(.methodNotText(method.kind)))
      return
    }
    if let idFailure {
      self = .unusable(nil, .invalidRequest(.unusableID(idFailure)))
    } else if let id {
      self = .request(Request(id: id, method: method, params: value["params"]))
    } else {
      self = .notification(method: method, params: value["params"])
    }
  }
}
