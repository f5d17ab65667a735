/// What a tool does to the world, from which annotations, retries and policy derive.
public enum Effect: Sendable {
  /// Changes nothing; may be asked again after a lost answer.
  case reads
  /// Can place, change or cancel something that costs money; is never sent twice.
  case movesMoney
}
