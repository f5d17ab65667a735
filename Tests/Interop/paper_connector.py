"""Trades on the paper exchange through Binance's own `binance-connector` package: paper_connector.py PATH-OF-BULKHEAD-PAPER."""

import sys
from decimal import Decimal

from binance.error import ClientError
from binance.spot import Spot

from checks import Checks
from paper_exchange import PaperExchange

SYMBOL = "BTCUSDT"


def client_of(exchange, kind):
    key, file = exchange.key(kind)
    if kind == "hmac":
        return Spot(api_key=key, api_secret=file.read_text().strip(), base_url=exchange.url)
    return Spot(api_key=key, private_key=file.read_bytes(), base_url=exchange.url)


def refusal(body):
    """Status and code that the exchange refused something with; None when it did not."""
    try:
        body()
    except ClientError as problem:
        return problem.status_code, problem.error_code
    return None


def balance(client, asset):
    return next((b for b in client.account()["balances"] if b["asset"] == asset), {"free": "0", "locked": "0"})


def trading(client, checks):
    book = client.book_ticker(SYMBOL)
    low = str((Decimal(book["bidPrice"]) * Decimal("0.9")).quantize(Decimal("0.01")))
    high = str((Decimal(book["askPrice"]) * Decimal("1.1")).quantize(Decimal("0.01")))
    order = client.new_order(SYMBOL, "BUY", "LIMIT", timeInForce="GTC", quantity="0.01", price=low)
    checks.that("a low bid rests", order["status"] == "NEW" and order["fills"] == [], order)
    checks.that("it is open", [o["orderId"] for o in client.get_open_orders(SYMBOL)] == [order["orderId"]])
    checks.that("its money is locked", Decimal(balance(client, "USDT")["locked"]) == Decimal(low) * Decimal("0.01"))
    amended = client.sign_request("PUT", "/api/v3/order/amend/keepPriority",
                                  {"symbol": SYMBOL, "orderId": order["orderId"], "newQty": "0.006"})
    checks.that("it is made smaller in its place", Decimal(amended["amendedOrder"]["qty"]) == Decimal("0.006"), amended)
    replaced = client.cancel_and_replace(SYMBOL, "BUY", "LIMIT", "STOP_ON_FAILURE", cancelOrderId=order["orderId"], timeInForce="GTC",
                                         quantity="0.01", price=low)
    checks.that("it is replaced", replaced["newOrderResult"] == "SUCCESS", replaced)
    checks.that("all are cancelled", len(client.cancel_open_orders(SYMBOL)) == 1 and client.get_open_orders(SYMBOL) == [])
    checks.that("there is nothing left to cancel", refusal(lambda: client.cancel_open_orders(SYMBOL)) == (400, -2011))
    filled = client.new_order(SYMBOL, "SELL", "MARKET", quantity="0.002")
    checks.that("a market order fills", filled["status"] == "FILLED", filled)
    checks.that("it is in the trades", Decimal(client.my_trades(SYMBOL, orderId=filled["orderId"])[0]["qty"]) > 0)
    for name, parameters in [
        ("oco", {"side": "SELL", "quantity": "0.01", "aboveType": "LIMIT_MAKER", "abovePrice": high, "belowType": "STOP_LOSS_LIMIT",
                 "belowStopPrice": low, "belowPrice": low, "belowTimeInForce": "GTC"}),
        ("oto", {"workingType": "LIMIT", "workingSide": "BUY", "workingPrice": low, "workingQuantity": "0.01", "workingTimeInForce": "GTC",
                 "pendingType": "MARKET", "pendingSide": "SELL", "pendingQuantity": "0.01"}),
        ("otoco", {"workingType": "LIMIT", "workingSide": "BUY", "workingPrice": low, "workingQuantity": "0.01", "workingTimeInForce": "GTC",
                   "pendingSide": "SELL", "pendingQuantity": "0.01", "pendingAboveType": "LIMIT_MAKER", "pendingAbovePrice": high,
                   "pendingBelowType": "STOP_LOSS", "pendingBelowStopPrice": str((Decimal(low) * Decimal("0.9")).quantize(Decimal("0.01")))}),
    ]:
        created = client.sign_request("POST", f"/api/v3/orderList/{name}", {"symbol": SYMBOL, **parameters})
        legs = {"oco": 2, "oto": 2, "otoco": 3}[name]
        checks.that(f"{name.upper()} has its legs", len(created["orders"]) == legs and len(created["orderReports"]) == legs, created)
        checks.that(f"{name.upper()} is found", client.get_oco_order(orderListId=created["orderListId"])["listOrderStatus"] == "EXECUTING")
        gone = client.cancel_oco_order(SYMBOL, orderListId=created["orderListId"])
        checks.that(f"{name.upper()} is cancelled whole", gone["listOrderStatus"] == "ALL_DONE", gone)
    checks.that("nothing is locked at the end", Decimal(balance(client, "USDT")["locked"]) == 0 and Decimal(balance(client, "BTC")["locked"]) == 0)
    checks.that("open lists are gone", client.get_oco_open_orders() == [])
    tested = client.new_order_test(SYMBOL, "BUY", "MARKET", quantity="0.01", computeCommissionRates="true")
    checks.that("a test order tells the commission", "standardCommissionForOrder" in tested, tested)
    checks.that("order counts are told", client.get_order_rate_limit()[0]["rateLimitType"] == "ORDERS")
    rates = client.sign_request("GET", "/api/v3/account/commission", {"symbol": SYMBOL})
    checks.that("commission rates are told", Decimal(rates["standardCommission"]["taker"]) > 0, rates)


def wallet(client, checks):
    checks.that("the system is normal", client.system_status()["status"] == 0)
    checks.that("coins are listed", any(coin["coin"] == "BTC" for coin in client.coin_info()))
    checks.that("fees are listed", client.trade_fee(symbol=SYMBOL)[0]["symbol"] == SYMBOL)
    checks.that("the snapshot comes", client.account_snapshot("SPOT")["code"] == 200)
    checks.that("deposits are a list", isinstance(client.deposit_history(), list))
    checks.that("withdrawals are a list", isinstance(client.withdraw_history(), list))
    checks.that("an address is given", client.deposit_address("USDT")["coin"] == "USDT")
    checks.that("rights are told", client.api_key_permissions()["enableWithdrawals"] is False)
    moved = client.user_universal_transfer("MAIN_FUNDING", "USDT", "5")
    checks.that("a transfer has a number", moved["tranId"] > 0)
    checks.that("it is in the history", client.user_universal_transfer_history("MAIN_FUNDING")["rows"][0]["tranId"] == moved["tranId"])
    checks.that("the funding wallet has it", any(row["asset"] == "USDT" for row in client.funding_wallet()))
    checks.that("withdrawing is refused", refusal(lambda: client.withdraw("USDT", "1", "x" * 34)) is not None)


def main():
    with PaperExchange(sys.argv[1], "--seed", "12") as exchange:
        for kind in ("hmac", "ed25519", "rsa"):
            checks = Checks(f"binance-connector {kind}")
            client = client_of(exchange, kind)
            for claim, body in (("trading", trading), ("wallet", wallet)):
                try:
                    body(client, checks)
                except Exception as problem:  # pylint: disable=broad-except
                    import traceback

                    traceback.print_exc()
                    checks.that(claim, False, f"{type(problem).__name__}: {problem}")


main()
