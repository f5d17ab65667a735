import Values

/// The versions without sessions: each request is judged by what it carries, and nothing is remembered of it.
///
/// Source: the 2026-07-28 specification, "Overview" (`_meta`) and "Versioning and Compatibility".
enum StatelessEra {
  /// The longest version text that is repeated in an error.
  static let versionByteCountMax = 256

  /// What to do with a request of this era.
  static func action(for request: Request, _ server: PreparedAnswers) -> Action {
    do throws(MCPError) {
      let version = try version(of: request)
      guard let method = request.method, method.exists(in: .stateless) else {
        throw .unknownMethod(request.methodName, version)
      }
      return try SharedMethods.action(for: method, request, server, version)
    } catch {
      return .fail(error)
    }
  }

  /// The version a request names, once its metadata is complete.
  private static func version(of request: Request) throws(MCPError) -> ProtocolVersion {
    _ = try request.parameters()
    let members = try request.metadata.members()
    let requested = try members.requiredText(
      RequestMetadata.versionKey, byteCountMax: versionByteCountMax)
    guard let version = ProtocolVersion(rawValue: requested), version.rules.era == .stateless else {
      throw .unsupportedVersion(requested: requested)
    }
    _ = try members.required(RequestMetadata.capabilitiesKey, .object)
    _ = try members.optional(RequestMetadata.clientKey, .object)
    if let level = try members.optional(RequestMetadata.logLevelKey, .string)?.string,
      LogLevel(rawValue: level) == nil
    {
      throw .invalidParams(.unknownLogLevel(level))
    }
    return version
  }
}
