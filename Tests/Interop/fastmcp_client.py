"""Drives `bulkhead serve` over every transport through fastmcp's client: fastmcp_client.py PATH-OF-BULKHEAD."""

import asyncio
import contextlib
import importlib.metadata
import os
import signal
import sys

import anyio
from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.messages import MessageHandler
from fastmcp.client.transports import SSETransport, StdioTransport
from fastmcp.exceptions import ToolError
from mcp.client.subscriptions import listen
from mcp.shared.exceptions import MCPError

from checks import Checks
from cutting_proxy import CuttingProxy
from http_server import http_server
from keyed_exchange import keyed_exchange
from silent_exchange import SilentExchange
from slow_exchange import SlowExchange

VERSION = importlib.metadata.version("fastmcp")
ORDERS = "bulkhead://orders/open"
PATIENCE_SECONDS = 60


@contextlib.asynccontextmanager
async def connect(program, arguments, mode, transport, exchange=None, **handlers):
    """Starts the server, and connects to it as this package connects to any server. `exchange` is a `KeyedExchange` where the server has a key."""
    environment = exchange.environment if exchange else None
    if transport == "stdio":
        # Without keep_alive=False the package would leave the server running for its next client.
        place = StdioTransport(command=program, args=["serve", *arguments], env=environment, keep_alive=False)
        async with Client(place, mode=mode, **handlers) as client:
            yield client
    else:
        token = exchange.token if exchange else None
        async with http_server(program, arguments, environment, token) as url:
            # The package takes an address that ends in /sse for the oldest transport, any other for the newer one.
            place = url + {"http": "/mcp", "sse": "/sse"}[transport]
            async with Client(place, mode=mode, auth=token, **handlers) as client:
                yield client


async def until(condition, what):
    with anyio.move_on_after(PATIENCE_SECONDS):
        while not condition():
            await anyio.sleep(0.02)
        return
    raise TimeoutError(what)


async def uses(client, checks):
    tools = {tool.name for tool in await client.list_tools()}
    checks.that("the tools are listed", {"get_ticker_price", "create_order", "server_status"} <= tools, tools)
    price = await client.call_tool("get_ticker_price", {"symbol": "btc/usdt"})
    checks.that("a tool answers with structure", price.structured_content["data"]["symbol"] == "BTCUSDT", price)
    placed = await client.call_tool("test_order", {"symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quantity": "0.01"})
    checks.that("an order can be tested", placed.structured_content["success"] is True, placed)
    try:
        await client.call_tool("get_klines", {"symbol": "BTCUSDT", "interval": "1h", "limit": 100000})
        checks.that("a bad argument raises the package's tool error", False, "it was answered")
    except ToolError as problem:
        checks.that("a bad argument raises the package's tool error", "validation_error" in str(problem), problem)
    await client.list_resources()
    await client.list_resource_templates()
    await client.list_prompts()
    checks.that("resources, templates and prompts can be listed", True)


async def worker_dies(client, checks):
    status = await client.call_tool("server_status", {})
    worker = status.structured_content["data"]["workers"][0]
    os.kill(worker["pid"], signal.SIGKILL)
    results = [await client.call_tool("get_book_ticker", {"symbol": "ETHUSDT"}) for _ in range(10)]
    checks.that("calls go on after the worker's death", all(r.structured_content["success"] for r in results), results)


async def progresses(program, checks, mode, transport):
    heard = []

    async def on_progress(progress, total, message):
        heard.append(progress)

    async with SilentExchange() as exchange:
        arguments = ["--call-timeout", "40", "--base-url", exchange.url]
        async with connect(program, arguments, mode, transport) as client, anyio.create_task_group() as group:

            async def kill_later():
                await until(lambda: exchange.requests > 0, "the request at the exchange")
                # A sign of life is due after 15 s, and a request takes 10 s at most.
                await anyio.sleep(7)
                status = await client.call_tool("server_status", {})
                os.kill(status.structured_content["data"]["workers"][0]["pid"], signal.SIGKILL)

            group.start_soon(kill_later)
            answer = await client.call_tool(
                "get_ticker_price", {"symbol": "BTCUSDT"}, progress_handler=on_progress, raise_on_error=False)
        checks.that("a slow call ends with a time-out", answer.is_error and '"timeout"' in answer.content[0].text, answer)
        checks.that("the progress handler heard of it", len(heard) >= 1 and heard[0] >= 15, heard)


async def calls_in_vain(client):
    # A stream without an answer is an error to the package, if it comes to its end before the task does.
    with contextlib.suppress(MCPError):
        await client.call_tool("get_ticker_price", {"symbol": "BTCUSDT"})


async def cancels(program, checks, mode, transport):
    """Calls that would last for ever are cancelled; their requests to the exchange end with them."""
    async with SilentExchange() as exchange, connect(program, ["--base-url", exchange.url], mode, transport) as client:
        for count, what in [(1, "Client.cancel"), (2, "the end of the task that waits")]:
            async with anyio.create_task_group() as group:
                group.start_soon(calls_in_vain, client)
                await until(lambda: exchange.requests == count, "the request at the exchange")
                if count == 1:
                    # Client.cancel wants the request's id, which the package tells nobody: it is the only one that waits.
                    [number] = client.session._dispatcher._pending
                    await client.cancel(number, "not wanted")
                    await until(lambda: exchange.hung_up == count, "the end of the request")
                group.cancel_scope.cancel()
            await until(lambda: exchange.hung_up == count, "the end of the request")
            checks.that(f"{what} ends the request to the exchange", exchange.requests == count, exchange.requests)
        status = await client.call_tool("server_status", {})
        checks.that("nothing is pending after a cancellation", status.structured_content["data"]["calls_pending"] == 0, status)


def order(quantity):
    """A limit order far below the market; 0.01 BTC is worth 150 USDT, which a person has to agree to."""
    return {
        "symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": quantity, "price": "15000", "allow_duplicate": True,
    }


class Person(MessageHandler):
    """Says what is to be said next, and keeps what was asked and what resources were heard of."""

    def __init__(self):
        self.next = None
        self.asked = []
        self.updated = []

    async def handler(self, message, response_type, params, context):
        self.asked.append(message)
        return self.next

    async def on_resource_updated(self, message):
        self.updated.append(str(message.params.uri))


async def elicits(client, checks, person):
    for action, content, failure in [
        ("accept", {"confirm": True}, None), ("decline", None, "confirmation_declined"), ("cancel", None, "confirmation_required"),
    ]:
        person.next = ElicitResult(action=action, content=content)
        person.asked.clear()
        answer = await client.call_tool("create_order", order("0.01"), raise_on_error=False)
        text = answer.content[0].text
        checks.that(f"the handler is asked about an order ({action})", len(person.asked) == 1 and "150 USDT" in person.asked[0], person.asked)
        if failure is None:
            checks.that("an order that was agreed to is placed", not answer.is_error and "client_order_id" in text, text)
        else:
            checks.that(f"an order that was not is not placed ({action})", answer.is_error and failure in text, text)
    orders = await client.call_tool("get_open_orders", {"symbol": "BTCUSDT"})
    checks.that("the exchange has one order", orders.structured_content["data"]["count"] == 1, orders)


async def subscribes(client, checks, mode, person):
    """fastmcp has a handler for what is heard but no call that subscribes: its session's is used, which the package `mcp` brings."""
    checks.absent("a call of its own that subscribes: its session's is used")

    async def place():
        placed = await client.call_tool("create_order", order("0.001"))
        checks.that("a small order is placed without a question", placed.structured_content["success"] is True, placed)

    with anyio.fail_after(20):
        if mode == "auto":
            async with listen(client.session, resource_subscriptions=[ORDERS]) as events:
                await place()
                async for event in events:
                    checks.that("a subscription hears of the order", ORDERS in str(event), event)
                    return
        await client.session.subscribe_resource(ORDERS)
        # The stream that it will come on is opened by the package behind our back.
        await anyio.sleep(0.5)
        await place()
        await until(lambda: ORDERS in person.updated, "word of the order")
        checks.that("a subscription hears of the order", True)
        await client.session.unsubscribe_resource(ORDERS)


async def trades(program, checks, mode, transport):
    person = Person()
    async with keyed_exchange(program) as exchange:
        handlers = {"elicitation_handler": person.handler, "message_handler": person}
        async with connect(program, exchange.arguments, mode, transport, exchange, **handlers) as client:
            await checks.all_of("elicitation", lambda: elicits(client, checks, person))
            await checks.all_of("subscription", lambda: subscribes(client, checks, mode, person))


async def resumes(program, checks, mode):
    if mode == "auto":
        return checks.absent("resuming: the stateless version has none, the end of a stream cancels its call")
    async with SlowExchange(4) as exchange, http_server(program, ["--base-url", exchange.url]) as url, CuttingProxy(url) as proxy:
        async with Client(proxy.url + "/mcp", mode=mode) as client:
            answer = await client.call_tool("get_ticker_price", {"symbol": "BTCUSDT"})
        checks.that("the package comes back for the answer of a call whose stream was cut",
                    "60000" in answer.content[0].text and proxy.cuts == 1 and proxy.resumed, (answer, proxy.cuts, proxy.resumed))


async def drive(program, mode, transport):
    checks = Checks(f"fastmcp {VERSION}, {mode}, {transport}")
    if transport == "sse" and mode == "auto":
        # The package itself says so of this transport.
        assert SSETransport.legacy_only
        return checks.absent("the stateless version of the protocol, which has no use for the oldest transport")

    async def with_paper():
        async with connect(program, ["--paper"], mode, transport) as client:
            checks.that("the newest common version is agreed on",
                        client.protocol_version == {"legacy": "2025-11-25", "auto": "2026-07-28"}[mode], client.protocol_version)
            await checks.all_of("use", lambda: uses(client, checks))
            await checks.all_of("the death of the worker", lambda: worker_dies(client, checks))

    async with anyio.create_task_group() as group:
        group.start_soon(checks.all_of, "progress", lambda: progresses(program, checks, mode, transport))
        group.start_soon(checks.all_of, "cancellation", lambda: cancels(program, checks, mode, transport))
        group.start_soon(checks.all_of, "the paper exchange", with_paper)
        group.start_soon(checks.all_of, "trading", lambda: trades(program, checks, mode, transport))
        if transport == "http":
            group.start_soon(checks.all_of, "resuming", lambda: resumes(program, checks, mode))


async def main():
    async with anyio.create_task_group() as group:
        for mode in ["legacy", "auto"]:
            for transport in ["stdio", "http", "sse"]:
                group.start_soon(drive, sys.argv[1], mode, transport)


asyncio.run(main())
