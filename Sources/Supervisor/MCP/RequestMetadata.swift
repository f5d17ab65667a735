import Values

/// `params._meta` of a request.
struct RequestMetadata {
  /// The longest progress token that is accepted, as JSON text; it is kept as long as its call runs.
  static let progressTokenByteCountMax = 1024
  static let versionKey = "io.modelcontextprotocol/protocolVersion"
  static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"
  static let clientKey = "io.modelcontextprotocol/clientInfo"
  static let logLevelKey = "io.modelcontextprotocol/logLevel"
  static let serverKey = "io.modelcontextprotocol/serverInfo"

  private let value: JSONValue?

  /// - Parameter params: the parameters of the request, of whatever type.
  init(params: JSONValue?) {
    value = params?["_meta"].flatMap { $0.isNull ? nil : $0 }
  }

  /// Whether the request carries what only the stateless era has. One of the two members is enough, so that a
  /// request which forgot the other hears about it instead of being taken for one of a session.
  var isStateless: Bool {
    guard let value else { return false }
    return value[RequestMetadata.versionKey] != nil || value[RequestMetadata.capabilitiesKey] != nil
  }

  /// Whether it names exactly this version.
  func names(_ version: ProtocolVersion) -> Bool {
    value?[RequestMetadata.versionKey]?.string == version.rawValue
  }

  /// The members, to be read with their types checked.
  ///
  /// - Throws: `MCPError` when `_meta` is there and not an object.
  func members() throws(MCPError) -> Parameters {
    if let value, value.kind != .object {
      throw .invalidParams(.wrongType(field: "params._meta", expected: .object, found: value.kind))
    }
    return Parameters(object: value, path: "params._meta")
  }

  /// The token by which the client wants to hear about progress, as JSON text, to be echoed as it is.
  ///
  /// - Throws: `MCPError` unless it is a string or a whole number.
  func progressToken() throws(MCPError) -> [UInt8]? {
    guard value != nil, let token = try members().object?["progressToken"], !token.isNull else { return nil }
    do throws(RequestID.Failure) {
      return try RequestID(token).bytes
    } catch {
      switch error {
      case .tooLong:
        throw .invalidParams(
          .tooLong(
            field: "params._meta.progressToken", byteCountMax: RequestMetadata.progressTokenByteCountMax))
      case .null, .fractional, .wrongType:
        throw .invalidParams(
          .wrongType(field: "params._meta.progressToken", expected: .string, found: token.kind))
      }
    }
  }
}
