import Values

/// What a transport has to know of a message before it knows whose it is: which era it belongs to, whether it
/// opens a session, and what HTTP headers have to say of it.
///
/// Nothing is refused here. Whatever cannot be read is of the kind `unreadable`, and a session says why.
public struct MessageGlance: Sendable {
  /// What sort of message it is.
  public enum Kind: Sendable, Equatable {
    /// Must be answered.
    case request
    /// Must not be answered.
    case notification
    /// An answer to a request of ours.
    case response
    /// An array.
    case batch
    /// No JSON, or no message.
    case unreadable
  }

  /// What sort of message it is.
  public private(set) var kind = Kind.unreadable
  /// The id of a request.
  public private(set) var id: RequestID?
  /// The method of a request or a notification.
  public private(set) var method: String?
  /// Whether it carries the metadata of the era without sessions.
  public private(set) var isStateless = false
  /// Whether those metadata have what they must have.
  public private(set) var hasWholeMetadata = false
  /// The version that its metadata name.
  public private(set) var version: String?
  /// What `Mcp-Name` stands for: `params.name` or `params.uri` of the methods that have one.
  public private(set) var name: String?

  /// Looks at a message.
  public init(_ bytes: [UInt8]) {
    do throws(JSONReader.Failure) {
      look(at: try JSONDocument(bytes, limits: .message).root)
    } catch {
      // A session says what is wrong with it.
      kind = .unreadable
    }
  }

  private mutating func look(at value: JSONValue) {
    guard value.kind != .array else {
      kind = .batch
      return
    }
    let params = value["params"]
    let metadata = params?["_meta"]
    isStateless = RequestMetadata(params: params).isStateless
    version = metadata?[RequestMetadata.versionKey]?.string
    hasWholeMetadata = version != nil && metadata?[RequestMetadata.capabilitiesKey]?.kind == .object
    switch Message(value) {
    case .request(let request):
      kind = .request
      id = request.id
      method = request.methodName
    case .notification(let name, _):
      kind = .notification
      method = name.string
    case .response:
      kind = .response
    case .unusable(let known, _):
      id = known
    }
    if hasName { name = params?[method == "resources/read" ? "uri" : "name"]?.string }
  }

  /// Whether it asks for a session.
  public var isInitialize: Bool { kind == .request && method == Method.initialize.name && !isStateless }

  /// Whether the method has a name that headers repeat.
  public var hasName: Bool { ["tools/call", "prompts/get", "resources/read"].contains(method) }

  /// The code of an error that is an answer; `nil` when it is a result, or anything else.
  public static func errorCode(of answer: [UInt8]) -> Int? {
    do throws(JSONReader.Failure) {
      return try JSONDocument(answer, limits: .message).root["error"]?["code"]?.integer
    } catch {
      return nil
    }
  }
}
