"""Drives `bulkhead serve` through fastmcp's client: fastmcp_client.py PATH-OF-BULKHEAD."""

import asyncio
import importlib.metadata
import os
import signal
import sys

import anyio
from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError

from checks import Checks
from cutting_proxy import CuttingProxy
from http_server import http_server
from keyed_exchange import keyed_exchange
from silent_exchange import SilentExchange
from slow_exchange import SlowExchange

VERSION = importlib.metadata.version("fastmcp")


def stdio(program, *arguments, environment=None):
    # Without keep_alive=False the package would leave the server running for its next client.
    return StdioTransport(command=program, args=["serve", *arguments], env=environment, keep_alive=False)


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


async def progresses(program, checks, mode):
    heard = []

    async def on_progress(progress, total, message):
        heard.append(progress)

    async with SilentExchange() as exchange:
        transport = stdio(program, "--call-timeout", "40", "--base-url", exchange.url)
        async with Client(transport, mode=mode) as client, anyio.create_task_group() as group:

            async def kill_later():
                while exchange.requests == 0:
                    await anyio.sleep(0.02)
                await anyio.sleep(7)
                status = await client.call_tool("server_status", {})
                os.kill(status.structured_content["data"]["workers"][0]["pid"], signal.SIGKILL)

            group.start_soon(kill_later)
            answer = await client.call_tool(
                "get_ticker_price", {"symbol": "BTCUSDT"}, progress_handler=on_progress, raise_on_error=False)
        checks.that("a slow call ends with a time-out", answer.is_error and '"timeout"' in answer.content[0].text, answer)
        checks.that("the progress handler heard of it", len(heard) >= 1 and heard[0] >= 15, heard)


ORDER = {"symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": "0.01", "price": "15000", "allow_duplicate": True}


class Person:
    """Says what is to be said next, and keeps what was asked."""

    def __init__(self):
        self.next = None
        self.asked = []

    async def handler(self, message, response_type, params, context):
        self.asked.append(message)
        return self.next


async def elicits(client, checks, person):
    for action, content, failure in [
        ("accept", {"confirm": True}, None), ("decline", None, "confirmation_declined"), ("cancel", None, "confirmation_required"),
    ]:
        person.next = ElicitResult(action=action, content=content)
        person.asked.clear()
        answer = await client.call_tool("create_order", ORDER, raise_on_error=False)
        text = answer.content[0].text
        checks.that(f"the handler is asked about an order ({action})", len(person.asked) == 1 and "150 USDT" in person.asked[0], person.asked)
        if failure is None:
            checks.that("an order that was agreed to is placed", not answer.is_error and "client_order_id" in text, text)
        else:
            checks.that(f"an order that was not is not placed ({action})", answer.is_error and failure in text, text)
    orders = await client.call_tool("get_open_orders", {"symbol": "BTCUSDT"})
    checks.that("the exchange has one order", orders.structured_content["data"]["count"] == 1, orders)


async def resumes(program, checks, mode):
    if mode == "auto":
        return checks.absent("resuming: the stateless version has none, the end of a stream cancels its call")
    async with SlowExchange(4) as exchange, http_server(program, ["--base-url", exchange.url]) as url, CuttingProxy(url) as proxy:
        async with Client(proxy.url + "/mcp", mode=mode) as client:
            answer = await client.call_tool("get_ticker_price", {"symbol": "BTCUSDT"})
        checks.that("the package comes back for the answer of a call whose stream was cut",
                    "60000" in answer.content[0].text and proxy.cuts == 1 and proxy.resumed, (answer, proxy.cuts, proxy.resumed))


async def drive(program, mode):
    checks = Checks(f"fastmcp {VERSION}, {mode}")

    async def trading():
        async with keyed_exchange(program) as exchange:
            person = Person()
            transport = stdio(program, *exchange.arguments, environment=exchange.environment)
            async with Client(transport, mode=mode, elicitation_handler=person.handler) as client:
                await checks.all_of("elicitation", lambda: elicits(client, checks, person))

    async def trading_over_http():
        over = Checks(checks.subject + ", http")
        async with keyed_exchange(program) as exchange:
            person = Person()
            async with http_server(program, exchange.arguments, exchange.environment, exchange.token) as url:
                async with Client(url + "/mcp", mode=mode, auth=exchange.token, elicitation_handler=person.handler) as client:
                    await over.all_of("elicitation", lambda: elicits(client, over, person))

    async def with_paper():
        async with Client(stdio(program, "--paper"), mode=mode) as client:
            await checks.all_of("use", lambda: uses(client, checks))
            await checks.all_of("the death of the worker", lambda: worker_dies(client, checks))

    async def over_http():
        over = Checks(checks.subject + ", http")
        async with http_server(program, ["--paper"]) as url, Client(url + "/mcp", mode=mode) as client:
            await over.all_of("use", lambda: uses(client, over))
            await over.all_of("the death of the worker", lambda: worker_dies(client, over))

    async with anyio.create_task_group() as group:
        group.start_soon(checks.all_of, "progress", lambda: progresses(program, checks, mode))
        group.start_soon(checks.all_of, "the paper exchange", with_paper)
        group.start_soon(checks.all_of, "HTTP", over_http)
        group.start_soon(checks.all_of, "trading", trading)
        group.start_soon(checks.all_of, "trading over HTTP", trading_over_http)
        group.start_soon(checks.all_of, "resuming", lambda: resumes(program, checks, mode))


async def main():
    async with anyio.create_task_group() as group:
        for mode in ["legacy", "auto"]:
            group.start_soon(drive, sys.argv[1], mode)


asyncio.run(main())
