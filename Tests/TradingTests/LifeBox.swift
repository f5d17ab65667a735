import LinuxIO

/// Lets closures that are made before a life know it.
@LoopActor
final class LifeBox {
  weak var life: TradingLife?
}
