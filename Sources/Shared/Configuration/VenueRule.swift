public import Values

/// To whom signed requests may go: a key is for one venue.
///
/// A flag alone must not send them anywhere else. Whoever gets a signed live request can send it to the
/// exchange himself, within its window; so another host has to be named in the configuration file, which the
/// client's host cannot write, and must be this machine or reached over TLS.
public struct VenueRule {
  private let venue: Venue
  private let servers: [(name: String, url: String?)]
  private let configuration: Configuration

  /// - Parameters:
  ///   - spotURL: nil for the venue's own.
  ///   - futuresURL: nil for the venue's own.
  public init(_ venue: Venue, spotURL: String?, futuresURL: String?, configuration: Configuration) {
    self.venue = venue
    servers = [("hosts.spot", spotURL), ("hosts.futures", futuresURL)]
    self.configuration = configuration
  }

  /// Judges the keys of an operator.
  ///
  /// - Throws: when one of them may not be used here.
  public func check(_ keys: NamedKeys) throws(KeyFailure) {
    guard let key = keys.all.first, venue == .custom else { return }
    for server in servers {
      guard let url = server.url else { continue }
      let allowed = [configuration.spotHost, configuration.futuresHost].compactMap { $0 }
      let address: BaseURL
      let isNamed: Bool
      do throws(BaseURL.Failure) {
        address = try BaseURL(url)
        isNamed = try isAmong(allowed, address)
      } catch {
        throw KeyFailure("\(url) is no server: \(error)", suggestion: "Mend it.")
      }
      guard isNamed else {
        throw KeyFailure(
          "\(key.origin) names a key, and \(address) is not named by \(server.name) of the configuration "
            + "file: signed requests could go to a stranger, who can send them on",
          suggestion: "Name the server there, or leave --base-url out, or unset the key.")
      }
      guard address.isEncrypted || address.isLoopback else {
        throw KeyFailure(
          "\(key.origin) names a key, and \(address) is neither https nor this machine: signed requests "
            + "could be read on the way",
          suggestion: "Use https.")
      }
    }
  }

  private func isAmong(_ allowed: [String], _ address: BaseURL) throws(BaseURL.Failure) -> Bool {
    for text in allowed where try BaseURL(text) == address { return true }
    return false
  }
}
