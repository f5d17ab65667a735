/// What a tool does to the world, from which annotations, retries and policy derive.
public enum Effect: Sendable {
  /// Changes nothing; may be asked again after a lost answer.
  case reads
  /// Takes open orders back. Never sent twice either, but no limit on money, halt or journal holds it up.
  case cancels
  /// Can place or change something that costs money; is never sent twice.
  case movesMoney
}
