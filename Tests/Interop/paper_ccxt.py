"""Trades on the paper exchange through the `ccxt` package: paper_ccxt.py PATH-OF-BULKHEAD-PAPER."""

import re
import sys
from decimal import Decimal

import ccxt

from checks import Checks
from paper_exchange import PaperExchange

SPOT = "BTC/USDT"
SWAP = "BTC/USDT:USDT"


def moved(addresses, place):
    """The addresses of all of the exchange's interfaces, at another place."""
    if isinstance(addresses, dict):
        return {name: moved(address, place) for name, address in addresses.items()}
    return re.sub(r"^https?://[^/]+", place, addresses)


def client_of(exchange, kind, of=ccxt.binance):
    """A client with that key and otherwise as it comes: all of its calls at the start are made."""
    key, file = exchange.key(kind)
    client = of({"apiKey": key, "secret": file.read_text().strip(), "enableRateLimit": False})
    client.urls["api"] = moved(client.urls["api"], exchange.url)
    client.options["warnOnFetchOpenOrdersWithoutSymbol"] = False
    return client


def exact(number):
    """A number as it was written; the client's own are floating."""
    return Decimal(str(number))


def refusal(body):
    """What the client makes of a refusal; None when there was none."""
    try:
        body()
    except ccxt.BaseError as problem:
        return type(problem)
    return None


def market_data(client, checks):
    markets = client.load_markets()
    checks.that("spot and perpetual markets are there", SPOT in markets and SWAP in markets)
    market = markets[SPOT]
    checks.that("the market is active and knows its steps", market["active"] and exact(market["precision"]["price"]) == Decimal("0.01"), market)
    book = client.fetch_order_book(SPOT, 5)
    checks.that("the book has five levels a side and is not crossed", len(book["bids"]) == len(book["asks"]) == 5
                and book["bids"][0][0] < book["asks"][0][0], book)
    ticker = client.fetch_ticker(SPOT)
    checks.that("the last price lies in the day's range", ticker["low"] <= ticker["last"] <= ticker["high"], ticker)
    checks.that("there is a ticker of each spot market", len(client.fetch_tickers()) == sum(market["spot"] for market in markets.values()))
    candles = client.fetch_ohlcv(SPOT, "1m", limit=3)
    checks.that("candles are a minute apart", [b[0] - a[0] for a, b in zip(candles, candles[1:])] == [60_000, 60_000], candles)
    checks.that("highs are above lows", all(low <= min(opened, closed) <= max(opened, closed) <= high for _, opened, high, low, closed, _ in candles))
    since = client.milliseconds() - 60_000
    checks.that("trades are since when asked", all(trade["timestamp"] >= since for trade in client.fetch_trades(SPOT, since=since, limit=5)))
    checks.that("the system is up", client.fetch_status()["status"] == "ok")
    checks.that("currencies have networks", client.fetch_currencies()["BTC"]["networks"])


def balances(client, asset):
    held = client.fetch_balance()[asset]
    return exact(held["free"]), exact(held["used"])


def spot_orders(client, checks):
    last = client.fetch_ticker(SPOT)["last"]
    low, high = (float(client.price_to_precision(SPOT, last * part)) for part in (0.9, 1.1))
    free, used = balances(client, "USDT")
    order = client.create_order(SPOT, "limit", "buy", 0.01, low)
    cost = exact(low) * Decimal("0.01")
    checks.that("a low bid rests", order["status"] == "open" and order["filled"] == 0, order)
    checks.that("its money is locked", balances(client, "USDT") == (free - cost, used + cost))
    checks.that("it is the only open one", [o["id"] for o in client.fetch_open_orders()] == [order["id"]])
    edited = client.edit_order(order["id"], SPOT, "limit", "buy", 0.02, low)
    checks.that("it is edited", (edited["amount"], edited["status"]) == (0.02, "open"), edited)
    checks.that("what it was before is cancelled", client.fetch_order(order["id"], SPOT)["status"] == "canceled")
    checks.that("all are cancelled", [o["status"] for o in client.cancel_all_orders(SPOT)] == ["canceled"])
    checks.that("the money is free again", balances(client, "USDT") == (free, used))
    checks.that("nothing is left to cancel", refusal(lambda: client.cancel_all_orders(SPOT)) is ccxt.OrderNotFound)
    base, _ = balances(client, "BTC")
    bought = client.create_order(SPOT, "market", "buy", 0.01)
    trades = client.fetch_order_trades(bought["id"], SPOT)
    fee = sum(exact(trade["fee"]["cost"]) for trade in trades)
    checks.that("a market order fills", bought["status"] == "closed" and bought["filled"] == 0.01, bought)
    checks.that("its trades are its amount", sum(exact(trade["amount"]) for trade in trades) == Decimal("0.01"), trades)
    checks.that("it arrives less the fee", balances(client, "BTC")[0] == base + Decimal("0.01") - fee, fee)
    checks.that("it is among the closed", bought["id"] in [o["id"] for o in client.fetch_closed_orders(SPOT)])
    spent = client.create_market_buy_order_with_cost(SPOT, 100)
    checks.that("an amount of money buys at most that", 0 < spent["cost"] <= 100, spent)
    for claim, arguments, extra, kind in [
        ("a stop", ("market", "sell", 0.01, None), {"stopLossPrice": low}, "STOP_LOSS"),
        ("a stop with a limit", ("limit", "sell", 0.01, low), {"stopLossPrice": low}, "STOP_LOSS_LIMIT"),
        ("a profit", ("market", "sell", 0.01, None), {"takeProfitPrice": high}, "TAKE_PROFIT"),
        ("a profit with a limit", ("limit", "sell", 0.01, high), {"takeProfitPrice": high}, "TAKE_PROFIT_LIMIT"),
        ("a trailing stop", ("STOP_LOSS_LIMIT", "sell", 0.01, low), {"trailingDelta": 100}, "STOP_LOSS_LIMIT"),
        ("a maker order", ("limit", "buy", 0.01, low), {"postOnly": True}, "LIMIT_MAKER"),
        ("an iceberg", ("limit", "buy", 0.01, low), {"icebergQty": "0.001"}, "LIMIT"),
    ]:
        placed = client.create_order(SPOT, *arguments, extra)
        checks.that(f"{claim} waits", placed["status"] == "open" and placed["info"]["type"] == kind, placed)
        checks.that(f"{claim} is cancelled", client.cancel_order(placed["id"], SPOT)["status"] == "canceled")
    for rule in ("IOC", "FOK"):
        missed = client.create_order(SPOT, "limit", "buy", 0.01, low, {"timeInForce": rule})
        checks.that(f"{rule} far from the market expires", missed["status"] == "expired", missed)
    for claim, body, kind in [
        ("a maker order that would take", lambda: client.create_order(SPOT, "limit", "buy", 0.01, high, {"postOnly": True}), ccxt.OrderImmediatelyFillable),
        ("more than there is", lambda: client.create_order(SPOT, "limit", "buy", 5, low), ccxt.InsufficientFunds),
        ("an unknown order", lambda: client.fetch_order("999999999", SPOT), ccxt.OrderNotFound),
        ("an unknown symbol", lambda: client.publicGetTickerPrice({"symbol": "NOSUCH"}), ccxt.BadSymbol),
    ]:
        seen = refusal(body)
        checks.that(f"{claim} is refused", seen is kind, seen)
    checks.that("nothing is locked at the end", balances(client, "USDT")[1] == 0 and balances(client, "BTC")[1] == 0)


def wallet(client, checks):
    checks.that("the fee is a tenth of a percent", client.fetch_trading_fee(SPOT)["taker"] == 0.001)
    checks.that("the address is of its network", client.fetch_deposit_address("USDT")["address"].startswith("0x"))
    checks.that("deposits have arrived", all(deposit["status"] == "ok" for deposit in client.fetch_deposits()))
    checks.that("there are no withdrawals", client.fetch_withdrawals() == [])
    checks.that("withdrawing is refused", refusal(lambda: client.withdraw("USDT", 10, "0x" + "a" * 40, params={"network": "ETH"})) is not None)
    free, _ = balances(client, "USDT")
    given = client.transfer("USDT", 500, "spot", "linear")
    checks.that("a transfer moves what it says", balances(client, "USDT")[0] == free - 500)
    rows = client.fetch_transfers("USDT", params={"fromAccount": "spot", "toAccount": "linear"})
    checks.that("and is in the history", [(row["id"], row["amount"], row["status"]) for row in rows[-1:]] == [(given["id"], 500.0, "ok")], rows)


def swap_data(client, checks):
    checks.that("the perpetual is linear, of one coin", client.load_markets()[SWAP]["linear"] and client.market(SWAP)["contractSize"] == 1)
    rate = client.fetch_funding_rate(SWAP)
    checks.that("mark and index are near each other", abs(rate["markPrice"] / rate["indexPrice"] - 1) < 0.02, rate)
    checks.that("funding comes every eight hours", client.fetch_funding_interval(SWAP)["interval"] == "8h")
    past = client.fetch_funding_rate_history(SWAP, limit=2)
    checks.that("and has a history", past[1]["timestamp"] - past[0]["timestamp"] == 8 * 3_600_000, past)
    checks.that("there is open interest", client.fetch_open_interest(SWAP)["openInterestAmount"] > 0)
    tiers = client.fetch_market_leverage_tiers(SWAP)
    checks.that("higher tiers allow less leverage", tiers[0]["maxLeverage"] > tiers[-1]["maxLeverage"], tiers)


def swap_settings(client, checks):
    client.set_leverage(7, SWAP)
    checks.that("leverage is set", client.fetch_leverage(SWAP)["longLeverage"] == 7)
    client.set_margin_mode("isolated", SWAP)
    checks.that("the margin is isolated", client.fetch_margin_mode(SWAP)["marginMode"] == "isolated")
    checks.that("once is enough", refusal(lambda: client.set_margin_mode("isolated", SWAP)) is ccxt.MarginModeAlreadySet)
    for hedged in (True, False):
        client.set_position_mode(hedged)
        checks.that(f"the position mode is hedged: {hedged}", client.fetch_position_mode()["hedged"] is hedged)


def swap_orders(client, checks):
    last = client.fetch_ticker(SWAP)["last"]
    price = lambda part: float(client.price_to_precision(SWAP, last * part))
    order = client.create_order(SWAP, "limit", "buy", 0.01, price(0.95))
    edited = client.edit_order(order["id"], SWAP, "limit", "buy", 0.02, price(0.94))
    checks.that("an order is edited in its place", (edited["id"], edited["amount"]) == (order["id"], 0.02), edited)
    client.cancel_order(order["id"], SWAP)
    checks.that("a cancelled order is told", client.fetch_order(order["id"], SWAP)["status"] == "canceled")
    bought = client.create_order(SWAP, "market", "buy", 0.02)
    checks.that("a market order fills", bought["status"] == "closed" and bought["average"] > 0, bought)
    held = client.fetch_positions([SWAP])
    checks.that("a position is held", len(held) == 1 and held[0]["side"] == "long" and held[0]["contracts"] == 0.02
                and held[0]["entryPrice"] == bought["average"] and held[0]["marginMode"] == "isolated", held)
    checks.that("it would be liquidated below", held[0]["liquidationPrice"] < held[0]["entryPrice"])
    client.add_margin(SWAP, 5)
    checks.that("more margin moves that away", client.fetch_positions([SWAP])[0]["liquidationPrice"] < held[0]["liquidationPrice"])
    for claim, arguments, extra in [
        ("a stop", ("market", "sell", 0.02, None), {"stopLossPrice": price(0.9), "reduceOnly": True}),
        ("a profit", ("market", "sell", 0.02, None), {"takeProfitPrice": price(1.1), "reduceOnly": True}),
        ("a stop with a limit", ("limit", "sell", 0.01, price(0.9)), {"stopLossPrice": price(0.91)}),
        ("a trailing stop", ("market", "sell", 0.01, None), {"trailingPercent": 1}),
    ]:
        placed = client.create_order(SWAP, *arguments, extra)
        found = client.fetch_order(placed["id"], SWAP, {"trigger": True})
        checks.that(f"{claim} waits", found["status"] == "open" and found["triggerPrice"] == extra.get("stopLossPrice", extra.get("takeProfitPrice")), found)
    checks.that("they are open among the conditional ones", len(client.fetch_open_orders(SWAP, params={"trigger": True})) == 4)
    client.cancel_all_orders(SWAP, {"trigger": True})
    checks.that("and are all cancelled", client.fetch_open_orders(SWAP, params={"trigger": True}) == [])
    batch = client.create_orders([{"symbol": SWAP, "type": "limit", "side": "buy", "amount": 0.01, "price": price(part)} for part in (0.95, 0.94)])
    checks.that("a batch rests", [o["status"] for o in batch] == ["open", "open"], batch)
    gone = client.cancel_orders([o["id"] for o in batch], SWAP)
    checks.that("a batch is cancelled", [o["status"] for o in gone] == ["canceled", "canceled"], gone)
    for claim, extra, kind in [("fill or kill far from the market", {"timeInForce": "FOK"}, ccxt.InvalidOrder), ("more than the margin", None, ccxt.ExchangeError)]:
        seen = refusal(lambda: client.create_order(SWAP, "limit", "buy", 0.01 if extra else 90, price(0.95), extra or {}))
        checks.that(f"{claim} is refused", seen is not None and issubclass(seen, kind), seen)
    client.create_order(SWAP, "market", "sell", 0.02, None, {"reduceOnly": True})
    checks.that("the position is closed", client.fetch_positions([SWAP]) == [])
    trades = client.fetch_my_trades(SWAP)
    checks.that("bought and sold are the same", sum(exact(t["amount"]) * (1 if t["side"] == "buy" else -1) for t in trades) == 0, trades)
    kinds = {row["info"]["incomeType"] for row in client.fetch_ledger("USDT")}
    checks.that("the ledger tells why the balance changed", {"TRANSFER", "COMMISSION"} <= kinds, kinds)


def main():
    with PaperExchange(sys.argv[1], "--seed", "13") as exchange:
        for kind in ("hmac", "ed25519", "rsa"):
            parts = [("market data", market_data), ("spot orders", spot_orders), ("wallet", wallet)]
            run(Checks(f"ccxt {kind}"), client_of(exchange, kind), parts)
        parts = [("perpetuals", swap_data), ("settings", swap_settings), ("orders", swap_orders)]
        run(Checks("ccxt perpetuals"), client_of(exchange, "hmac", ccxt.binanceusdm), parts)


def run(checks, client, parts):
    for claim, body in parts:
        try:
            body(client, checks)
        except Exception as problem:  # pylint: disable=broad-except
            import traceback

            traceback.print_exc()
            checks.that(claim, False, f"{type(problem).__name__}: {problem}")


main()
