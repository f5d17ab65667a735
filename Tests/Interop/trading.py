"""What is done with real orders at a paper exchange: a person is asked, and watchers hear of it. For every version of the `mcp` package."""

import anyio
import mcp

from connection import HAS_ELICITATION, IS_SECOND, VERSION, connect
from keyed_exchange import keyed_exchange

ORDERS = "bulkhead://orders/open"


def order(quantity):
    """A limit order far below the market; 0.01 BTC is worth 150 USDT, which a person has to agree to."""
    return {
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": quantity, "price": "15000", "allow_duplicate": True,
    }


async def open_orders(connection):
    return (await connection.call("get_open_orders", {"symbol": "BTCUSDT"})).data["count"]


async def elicits(connection, checks, answers):
    """`answers` is what the callback will say next, and what it was asked."""
    before = await open_orders(connection)
    if not HAS_ELICITATION:
        refused = await connection.call("create_order", order("0.01"))
        checks.that("an order that nobody can be asked about waits for the operator",
                    refused.is_error and refused.envelope["error"]["type"] == "confirmation_required"
                    and await open_orders(connection) == before, refused.text)
        return checks.absent(f"a question to a person: mcp {VERSION} has no elicitation")
    for action, content, failure in [
        ("accept", {"confirm": True}, None), ("decline", None, "confirmation_declined"),
        ("accept", {"confirm": False}, "confirmation_declined"), ("cancel", None, "confirmation_required"),
    ]:
        answers.next = mcp.types.ElicitResult(action=action, content=content)
        answers.asked.clear()
        answer = await connection.call("create_order", order("0.01"))
        what = f"{action} {content or ''}".strip()
        checks.that(f"the callback is asked about an order ({what})",
                    len(answers.asked) == 1 and "BTCUSDT" in answers.asked[0] and "150 USDT" in answers.asked[0], answers.asked)
        if failure is None:
            before += 1
            checks.that(f"the order is placed ({what})", not answer.is_error and "client_order_id" in answer.data, answer.text)
        else:
            checks.that(f"the order is not placed ({what})", answer.is_error and answer.envelope["error"]["type"] == failure, answer.text)
        checks.that(f"the exchange has as many orders as were agreed to ({what})", await open_orders(connection) == before)


async def subscribes(connection, checks, mode):
    async def place():
        placed = await connection.call("create_order", order("0.001"))
        checks.that("a small order is placed without a question", not placed.is_error, placed.text)

    with anyio.fail_after(20):
        if mode == "stateless":
            async with connection.client.listen(resource_subscriptions=[ORDERS]) as events:
                await place()
                async for event in events:
                    checks.that("a subscription hears of the order", ORDERS in str(event), event)
                    return
        await connection.client.subscribe_resource(connection.address(ORDERS))
        # The stream that it will come on is opened by the package behind our back.
        await anyio.sleep(0.5)
        await place()
        while not any("resources/updated" in heard and ORDERS in heard for heard in connection.heard):
            await anyio.sleep(0.02)
        checks.that("a subscription hears of the order", True)
        await connection.client.unsubscribe_resource(connection.address(ORDERS))


class Answers:
    """What a person says, and what they were asked."""

    def __init__(self):
        self.next = None
        self.asked = []

    async def callback(self, context, params):
        self.asked.append(params.message)
        return self.next


async def trades(program, checks, mode, transport):
    answers = Answers()
    async with keyed_exchange(program) as exchange:
        async with connect(program, exchange.arguments, mode, transport, exchange, answers.callback) as connection:
            await checks.all_of("elicitation", lambda: elicits(connection, checks, answers))
            await checks.all_of("subscription", lambda: subscribes(connection, checks, mode))
