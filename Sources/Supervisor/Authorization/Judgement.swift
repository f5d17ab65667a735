public import Catalog

/// What became of the `Authorization` field of a request.
public enum Judgement: Sendable, Equatable {
  /// It is somebody's.
  case granted(Principal)
  /// It is nobody's.
  case refused(Refusal)
}
