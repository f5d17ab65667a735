import Answers
package import Catalog
package import Exchange
package import LinuxIO
package import Values

/// Answers the account tools: what the account holds, has ordered, traded, paid and moved.
///
/// It only asks. Every request is signed by the exchange client, whose key need not be able to do more than
/// read. It keeps nothing between calls. Amounts go on as the exchange wrote them, and whatever is computed
/// is computed with `ExactDecimal`.
@LoopActor
package final class AccountTools: ToolAnswering {
  let exchange: any ExchangeReading
  let venue: Venue

  /// Whether a tool is answered here.
  package nonisolated static func answers(_ toolName: String) -> Bool {
    AccountTool(rawValue: toolName) != nil
  }

  /// Makes the tools of one worker.
  ///
  /// - Parameters:
  ///   - exchange: whom to ask; it has the key.
  ///   - venue: named in each answer; the testnet has no wallet interface.
  package init(exchange: any ExchangeReading, venue: Venue) {
    self.exchange = exchange
    self.venue = venue
  }

  /// Runs one call.
  ///
  /// - Parameter whenDone: called once, on the loop, and maybe before this function returns.
  package func run(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<[UInt8], ToolFailure>) -> Void
  ) {
    let course: AccountCourse
    do throws(ToolFailure) {
      course = try self.course(tool, arguments, call)
    } catch {
      return whenDone(.failure(error))
    }
    switch course {
    case .question(let question):
      exchange.read(question.request, for: call) { result in
        do throws(ToolFailure) {
          let asked = Asked(try result.get(), to: question.request)
          whenDone(.success(try question.answer(asked)))
        } catch {
          whenDone(.failure(error))
        }
      }
    case .waiting(let body):
      onLoop {
        do throws(ToolFailure) {
          whenDone(.success(try await body()))
        } catch {
          whenDone(.failure(error))
        }
      }
    }
  }

  private func course(
    _ tool: Tool, _ arguments: CheckedArguments, _ call: CallContext
  ) throws(ToolFailure) -> AccountCourse {
    guard let known = AccountTool(rawValue: tool.name) else {
      throw ToolFailure(kind: .internalError, message: "\(tool.name) is not answered by the account worker")
    }
    if venue == .testnet, tool.needsWallet { throw Self.walletMissing(tool.name) }
    return switch known {
    case .balance: try balance(arguments, call)
    case .positionInfo: positions(arguments, call)
    case .profitAndLoss: profitAndLoss(arguments, call)
    case .openOrders: openOrders(arguments, call)
    case .order: .question(try order(arguments))
    case .orders: .question(try orders(arguments))
    case .myTrades: .question(try myTrades(arguments))
    case .feeInfo: try fees(arguments, call)
    case .orderRateLimits: .question(orderRateLimits(arguments))
    case .accountSnapshot: .question(try snapshots(arguments))
    case .depositHistory: .question(try deposits(arguments))
    case .withdrawHistory: .question(try withdrawals(arguments))
    case .depositAddress: .question(try depositAddress(arguments))
    case .transferHistory: .question(try transfers(arguments))
    case .liquidationHistory: .question(try liquidations(arguments))
    }
  }
}
