import Catalog

/// What becomes of the outcome of a call that is no `tools/call` of the client: the reading of a resource, or
/// the search for values.
///
/// An object, so that calls of tools, which have none, carry one word for it.
final class Reading: Sendable {
  enum Purpose: Sendable {
    /// The content of a resource.
    case resource(address: String, mimeType: String)
    /// Values that begin with this.
    case completion(Completion, beginning: String)
    /// What the host says.
    case host(HostedRequest.Subject)
  }

  let purpose: Purpose

  init(_ purpose: Purpose) {
    self.purpose = purpose
  }
}
