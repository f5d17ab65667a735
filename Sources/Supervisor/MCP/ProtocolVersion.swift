/// A released version of the Model Context Protocol, named by the month of its date.
///
/// Two eras: the first four open a session with `initialize`; 2026-07-28 has no session, and every request
/// carries its own version and capabilities in `_meta`. What each version allows is in ``rules``, and nowhere
/// else.
public enum ProtocolVersion: String, Sendable, CaseIterable {
  /// 2024-11-05: the first; tools have a name, a description and an input schema.
  case november2024 = "2024-11-05"
  /// 2025-03-26: JSON-RPC batches, tool annotations, text in progress notifications.
  case march2025 = "2025-03-26"
  /// 2025-06-18: structured results with output schemas, titles; batches are gone again.
  case june2025 = "2025-06-18"
  /// 2025-11-25: an error without a readable id leaves the id out.
  case november2025 = "2025-11-25"
  /// 2026-07-28: stateless.
  case july2026 = "2026-07-28"

  /// What a client gets that asks `initialize` for a version we do not know: the newest one that has
  /// `initialize`.
  public static let latestSession = ProtocolVersion.november2025
  /// The newest version without sessions.
  public static let latestStateless = ProtocolVersion.july2026

  /// The version that `initialize` agrees on: the one asked for when it has sessions, else ``latestSession``.
  ///
  /// - Parameter requested: `params.protocolVersion` as the client sent it.
  public static func agreed(requested: String) -> ProtocolVersion {
    guard let version = ProtocolVersion(rawValue: requested), version.rules.era == .session else {
      return latestSession
    }
    return version
  }

  /// The versions of one era, oldest first.
  public static func versions(of era: ProtocolRules.Era) -> [ProtocolVersion] {
    allCases.filter { $0.rules.era == era }
  }
}
