"""Trades on the paper exchange through the `python-binance` package: paper_python_binance.py PATH-OF-BULKHEAD-PAPER."""

import sys
from decimal import Decimal

from binance.client import Client
from binance.exceptions import BinanceAPIException

from checks import Checks
from paper_exchange import PaperExchange

SYMBOL = "BTCUSDT"


def client_of(exchange, kind, can_trade=True):
    """A client of that key whose addresses are the paper exchange's."""
    key, file = exchange.key(kind, can_trade)
    if kind == "hmac":
        client = Client(key, file.read_text().strip(), ping=False)
    else:
        client = Client(key, private_key=file.read_text(), ping=False)
    client.API_URL = exchange.url + "/api"
    client.MARGIN_API_URL = exchange.url + "/sapi"
    client.FUTURES_URL = exchange.url + "/fapi"
    client.FUTURES_DATA_URL = exchange.url + "/futures/data"
    return client


def refusal(body):
    """The code that the exchange refused something with; None when it did not."""
    try:
        body()
    except BinanceAPIException as problem:
        return problem.code
    return None


def free(client, asset):
    return Decimal(client.get_asset_balance(asset)["free"])


def locked(client, asset):
    return Decimal(client.get_asset_balance(asset)["locked"])


def futures_balance(client):
    return next(Decimal(row["balance"]) for row in client.futures_account_balance() if row["asset"] == "USDT")


def futures_income(client):
    return sum((Decimal(row["income"]) for row in client.futures_income_history(limit=1000)), Decimal(0))


def best(client):
    ticker = client.get_orderbook_ticker(symbol=SYMBOL)
    return Decimal(ticker["bidPrice"]), Decimal(ticker["askPrice"])


def market_data(client, checks):
    checks.that("ping is empty", client.ping() == {})
    checks.that("the server's time is a number", client.get_server_time()["serverTime"] > 1_600_000_000_000)
    info = client.get_symbol_info(SYMBOL)
    checks.that("the symbol has its filters", {f["filterType"] for f in info["filters"]} >= {"PRICE_FILTER", "LOT_SIZE", "NOTIONAL"}, info)
    bid, ask = best(client)
    checks.that("the book is not crossed", bid < ask, (bid, ask))
    book = client.get_order_book(symbol=SYMBOL, limit=5)
    checks.that("the book has five levels a side", len(book["bids"]) == len(book["asks"]) == 5)
    checks.that("candles have twelve columns", all(len(row) == 12 for row in client.get_klines(symbol=SYMBOL, interval="1m", limit=3)))
    trades = client.get_recent_trades(symbol=SYMBOL, limit=3)
    checks.that("the tape's numbers follow each other", trades[2]["id"] - trades[0]["id"] == 2, trades)
    checks.that("average price and ticker are near each other",
                abs(Decimal(client.get_avg_price(symbol=SYMBOL)["price"]) / Decimal(client.get_symbol_ticker(symbol=SYMBOL)["price"]) - 1) < Decimal("0.05"))


def market_order(client, checks):
    base, quote = free(client, "BTC"), free(client, "USDT")
    order = client.order_market_buy(symbol=SYMBOL, quantity="0.01")
    checks.that("a market order fills", order["status"] == "FILLED" and Decimal(order["executedQty"]) == Decimal("0.01"), order)
    spent = sum(Decimal(fill["price"]) * Decimal(fill["qty"]) for fill in order["fills"])
    fee = sum(Decimal(fill["commission"]) for fill in order["fills"])
    checks.that("its fills add up", spent == Decimal(order["cummulativeQuoteQty"])
                and sum(Decimal(fill["qty"]) for fill in order["fills"]) == Decimal("0.01"), order)
    checks.that("what was bought arrives less the commission", free(client, "BTC") == base + Decimal("0.01") - fee,
                (base, free(client, "BTC"), fee))
    checks.that("what was spent is gone", free(client, "USDT") == quote - spent, (quote, free(client, "USDT"), spent))
    trades = client.get_my_trades(symbol=SYMBOL, orderId=order["orderId"])
    checks.that("the trades are in the account's list", sum(Decimal(trade["qty"]) for trade in trades) == Decimal("0.01")
                and all(trade["isBuyer"] and not trade["isMaker"] for trade in trades), trades)
    by_amount = client.create_order(symbol=SYMBOL, side="BUY", type="MARKET", quoteOrderQty="100")
    checks.that("an amount of money buys at most that", 0 < Decimal(by_amount["cummulativeQuoteQty"]) <= 100, by_amount)
    sold = client.order_market_sell(symbol=SYMBOL, quantity="0.005")
    checks.that("selling pays in the quote asset", sold["fills"][0]["commissionAsset"] == "USDT", sold)


def resting_order(client, checks):
    bid, _ = best(client)
    price = (bid * Decimal("0.9")).quantize(Decimal("0.01"))
    before = locked(client, "USDT")
    order = client.order_limit_buy(symbol=SYMBOL, quantity="0.01", price=str(price), newClientOrderId="mine-1")
    checks.that("a low bid rests", order["status"] == "NEW" and order["clientOrderId"] == "mine-1", order)
    checks.that("its money is locked", locked(client, "USDT") == before + price * Decimal("0.01"), locked(client, "USDT"))
    checks.that("the same id cannot be used again while it is open",
                refusal(lambda: client.order_limit_buy(symbol=SYMBOL, quantity="0.01", price=str(price), newClientOrderId="mine-1")) == -2010)
    found = client.get_order(symbol=SYMBOL, origClientOrderId="mine-1")
    checks.that("it is found by its id", found["orderId"] == order["orderId"] and found["isWorking"], found)
    checks.that("it is among the open ones", order["orderId"] in [o["orderId"] for o in client.get_open_orders(symbol=SYMBOL)])
    canceled = client.cancel_order(symbol=SYMBOL, origClientOrderId="mine-1")
    checks.that("it is cancelled under its id", canceled["status"] == "CANCELED" and canceled["origClientOrderId"] == "mine-1", canceled)
    checks.that("its money is free again", locked(client, "USDT") == before)
    checks.that("it cannot be cancelled twice", refusal(lambda: client.cancel_order(symbol=SYMBOL, origClientOrderId="mine-1")) == -2011)
    checks.that("an unknown order is -2013", refusal(lambda: client.get_order(symbol=SYMBOL, orderId=999_999_999)) == -2013)
    everything = client.get_all_orders(symbol=SYMBOL)
    checks.that("closed orders stay in the list", order["orderId"] in [o["orderId"] for o in everything])


def other_types(client, checks):
    bid, ask = best(client)
    low, high = (str((price).quantize(Decimal("0.01"))) for price in (bid * Decimal("0.9"), ask * Decimal("1.1")))
    killed = client.create_order(symbol=SYMBOL, side="BUY", type="LIMIT", timeInForce="FOK", quantity="0.01", price=low)
    checks.that("fill or kill far from the market expires", killed["status"] == "EXPIRED", killed)
    missed = client.create_order(symbol=SYMBOL, side="BUY", type="LIMIT", timeInForce="IOC", quantity="0.01", price=low)
    checks.that("immediate or cancel far from the market expires", missed["status"] == "EXPIRED", missed)
    checks.that("a maker order that would take is refused",
                refusal(lambda: client.create_order(symbol=SYMBOL, side="BUY", type="LIMIT_MAKER", quantity="0.01", price=high)) == -2010)
    stop = client.create_order(symbol=SYMBOL, side="SELL", type="STOP_LOSS_LIMIT", timeInForce="GTC", quantity="0.01", price=low, stopPrice=low,
                               newOrderRespType="RESULT")
    checks.that("a stop waits", client.get_order(symbol=SYMBOL, orderId=stop["orderId"])["isWorking"] is False, stop)
    checks.that("a stop on the wrong side is refused", refusal(
        lambda: client.create_order(symbol=SYMBOL, side="SELL", type="STOP_LOSS", quantity="0.01", stopPrice=high)) == -2010)
    client.cancel_order(symbol=SYMBOL, orderId=stop["orderId"])
    checks.that("a test order leaves nothing", client.create_test_order(symbol=SYMBOL, side="BUY", type="MARKET", quantity="0.01") == {}
                and client.get_open_orders() == [])
    oco = client.create_oco_order(symbol=SYMBOL, side="SELL", quantity="0.01", aboveType="LIMIT_MAKER", abovePrice=high,
                                  belowType="STOP_LOSS", belowStopPrice=low)
    checks.that("an OCO has two legs", len(oco["orders"]) == 2 and oco["listOrderStatus"] == "EXECUTING", oco)
    checks.that("its legs are open", len(client.get_open_orders(symbol=SYMBOL)) == 2)
    client.cancel_order(symbol=SYMBOL, orderId=oco["orders"][0]["orderId"])
    checks.that("cancelling one leg cancels both", client.get_open_orders(symbol=SYMBOL) == [])
    first = client.order_limit_buy(symbol=SYMBOL, quantity="0.01", price=low)
    replaced = client.cancel_replace_order(symbol=SYMBOL, side="BUY", type="LIMIT", timeInForce="GTC", quantity="0.02", price=low,
                                           cancelReplaceMode="STOP_ON_FAILURE", cancelOrderId=first["orderId"])
    checks.that("an order is replaced", (replaced["cancelResult"], replaced["newOrderResult"]) == ("SUCCESS", "SUCCESS"), replaced)
    gone = client.cancel_all_open_orders(symbol=SYMBOL)
    checks.that("all are cancelled at once", len(gone) == 1 and client.get_open_orders(symbol=SYMBOL) == [], gone)


def refusals(client, checks):
    def limit(**changes):
        fields = {"symbol": SYMBOL, "side": "BUY", "type": "LIMIT", "timeInForce": "GTC", "quantity": "0.01", "price": "50000.00"}
        return refusal(lambda: client.create_order(**{**fields, **changes}))

    checks.that("a price between ticks is -1013", limit(price="50000.001") == -1013)
    checks.that("a quantity between steps is -1013", limit(quantity="0.0100001") == -1013)
    checks.that("a tiny order is -1013", limit(quantity="0.00001", price="10000.00") == -1013)
    checks.that("more than the account has is -2010", limit(quantity="5", price=str(best(client)[0])) == -2010)
    checks.that("an unknown symbol is -1121", limit(symbol="NOSUCH") == -1121)
    checks.that("an unknown side is -1117", limit(side="HOLD") == -1117)
    checks.that("an unknown type is -1116", limit(type="WISH") == -1116)
    checks.that("a missing time in force is -1102", refusal(
        lambda: client.create_order(symbol=SYMBOL, side="BUY", type="LIMIT", quantity="0.01", price="50000.00")) in (None, -1102))


def wallet(client, checks):
    account = client.get_account()
    checks.that("the account may trade and has balances", account["canTrade"] and account["balances"], account)
    checks.that("the system is normal", client.get_system_status()["status"] == 0)
    checks.that("the account's status is normal", client.get_account_status()["data"] == "Normal")
    rights = client.get_account_api_permissions()
    checks.that("the key reads, trades and does not withdraw",
                rights["enableReading"] and rights["enableSpotAndMarginTrading"] and not rights["enableWithdrawals"], rights)
    fee = client.get_trade_fee(symbol=SYMBOL)
    checks.that("fees are fractions", 0 < Decimal(fee[0]["takerCommission"]) < Decimal("0.01"), fee)
    checks.that("deposits are a list", isinstance(client.get_deposit_history(), list))
    checks.that("withdrawals are a list", isinstance(client.get_withdraw_history(), list))
    checks.that("there is an address for deposits", client.get_deposit_address(coin="BTC")["address"])
    snapshot = client.get_account_snapshot(type="SPOT")
    # One for each day that has ended: an account of today has none yet.
    checks.that("the snapshot is one of the spot account", snapshot["code"] == 200
                and all(row["type"] == "spot" for row in snapshot["snapshotVos"]), snapshot)
    before = free(client, "USDT")
    client.make_universal_transfer(type="MAIN_UMFUTURE", asset="USDT", amount="100")
    checks.that("a transfer moves what it says", free(client, "USDT") == before - 100)
    history = client.query_universal_transfer_history(type="MAIN_UMFUTURE")
    checks.that("and is in the history", history["total"] >= 1 and Decimal(history["rows"][0]["amount"]) == 100, history)
    checks.that("nothing is withdrawn", refusal(lambda: client.withdraw(coin="USDT", address="x" * 34, amount="1")) is not None)


def futures(client, checks):
    checks.that("futures list perpetuals", any(s["contractType"] == "PERPETUAL" for s in client.futures_exchange_info()["symbols"]))
    mark = client.futures_mark_price(symbol=SYMBOL)
    checks.that("mark and index are near each other", abs(Decimal(mark["markPrice"]) / Decimal(mark["indexPrice"]) - 1) < Decimal("0.02"), mark)
    checks.that("there is open interest", Decimal(client.futures_open_interest(symbol=SYMBOL)["openInterest"]) > 0)
    checks.that("funding has a history", len(client.futures_funding_rate(symbol=SYMBOL, limit=3)) == 3)
    before, income = futures_balance(client), futures_income(client)
    client.make_universal_transfer(type="MAIN_UMFUTURE", asset="USDT", amount="1000")
    checks.that("leverage is set", client.futures_change_leverage(symbol=SYMBOL, leverage=5)["leverage"] == 5)
    order = client.futures_create_order(symbol=SYMBOL, side="BUY", type="MARKET", quantity="0.01", newOrderRespType="RESULT")
    checks.that("a market order opens a position", order["status"] == "FILLED", order)

    def position():
        return [p for p in client.futures_position_information(symbol=SYMBOL) if Decimal(p["positionAmt"]) != 0]

    held = position()
    checks.that("the position is held at the price paid", len(held) == 1 and Decimal(held[0]["positionAmt"]) == Decimal("0.01")
                and abs(Decimal(held[0]["entryPrice"]) - Decimal(order["avgPrice"])) < 1, held)
    checks.that("stop orders have moved", refusal(lambda: client.futures_create_order(
        symbol=SYMBOL, side="SELL", type="STOP_MARKET", stopPrice="1000", quantity="0.01", algoOrder=False)) in (-4120, None))
    closed = client.futures_create_order(symbol=SYMBOL, side="SELL", type="MARKET", quantity="0.01", reduceOnly="true", newOrderRespType="RESULT")
    checks.that("and closed again", closed["status"] == "FILLED" and position() == [], closed)
    kinds = {row["incomeType"] for row in client.futures_income_history(symbol=SYMBOL)}
    checks.that("commission and profit are in the income", {"COMMISSION", "REALIZED_PNL"} <= kinds, kinds)
    checks.that("the trades are listed", len(client.futures_account_trades(symbol=SYMBOL)) >= 2)
    earned = futures_income(client) - income
    checks.that("the income explains the balance", futures_balance(client) - before == earned, (futures_balance(client), before, earned))
    checks.that("the account's sum is the balance", Decimal(client.futures_account()["totalWalletBalance"]) == futures_balance(client))


def part(checks, claim, body, *arguments):
    """Runs a part; an exception is one failed check and not the end of the others."""
    try:
        body(*arguments, checks)
    except Exception as problem:  # pylint: disable=broad-except
        import traceback

        traceback.print_exc()
        checks.that(claim, False, f"{type(problem).__name__}: {problem}")


def main():
    with PaperExchange(sys.argv[1], "--seed", "11") as exchange:
        for kind in ("hmac", "ed25519"):
            checks = Checks(f"python-binance {kind}")
            client = client_of(exchange, kind)
            part(checks, "market data", market_data, client)
            part(checks, "market orders", market_order, client)
            part(checks, "resting orders", resting_order, client)
            part(checks, "other order types", other_types, client)
            part(checks, "refusals", refusals, client)
            part(checks, "wallet", wallet, client)
        checks = Checks("python-binance futures")
        part(checks, "futures", futures, client_of(exchange, "hmac"))
        checks = Checks("python-binance read-only")
        reader = client_of(exchange, "hmac", can_trade=False)
        checks.that("a reading key reads", reader.get_account()["balances"])
        checks.that("a reading key does not trade", refusal(
            lambda: reader.order_market_buy(symbol=SYMBOL, quantity="0.01")) == -2015)
        reader.API_SECRET = "wrong"
        checks.that("a wrong signature is -1022", refusal(reader.get_account) == -1022)


main()
