"""Drives `bulkhead serve` over every transport through the installed version of the `mcp` package: client.py PATH-OF-BULKHEAD."""

import asyncio
import os
import signal
import sys
import time

import anyio

from checks import Checks
from connection import COMES_BACK, HAS_PROGRESS, HAS_STRUCTURE, IS_SECOND, NUMBERS, VERSION, connect, connect_to, transports
from cutting_proxy import CuttingProxy
from http_server import http_server
from raw_resume import raw_resume
from silent_exchange import SilentExchange
from slow_exchange import SlowExchange
from trading import trades

PATIENCE_SECONDS = 60


async def until(condition, what):
    """Waits until something asynchronous holds."""
    start = time.monotonic()
    while not await condition():
        if time.monotonic() - start > PATIENCE_SECONDS:
            raise TimeoutError(what)
        await anyio.sleep(0.02)


async def lists(connection, checks, mode):
    expected = {"session": "2025-" if NUMBERS >= (1, 8) else "2024-11-05", "stateless": "2026-07-28"}[mode]
    checks.that("the newest common version is agreed on", str(connection.protocol_version).startswith(expected),
                connection.protocol_version)
    checks.that("the server says its name", connection.server_name == "bulkhead", connection.server_name)
    tools = await connection.tools()
    names = {tool.name for tool in tools}
    checks.that("the tools are listed", {"get_ticker_price", "get_klines", "server_status"} <= names, names)
    dumped = [tool.model_dump(by_alias=True) for tool in tools]
    schemas = ["inputSchema", "outputSchema"] if HAS_STRUCTURE else ["inputSchema"]
    checks.that("every tool has its schemas", all(tool.get(schema) for tool in dumped for schema in schemas))
    resources = (await connection.client.list_resources()).resources
    uris = {str(resource.uri) for resource in resources}
    checks.that("the resources are listed", {"bulkhead://server/status", "bulkhead://trading/policy"} <= uris, uris)
    place = next(resource.uri for resource in resources if str(resource.uri) == "bulkhead://server/status")
    contents = (await connection.client.read_resource(place)).contents
    checks.that("a resource is read", "venue" in contents[0].text, contents)
    prompts = {prompt.name for prompt in (await connection.client.list_prompts()).prompts}
    checks.that("the prompts are listed", "market_overview" in prompts, prompts)
    prompt = await connection.client.get_prompt("market_overview", {"symbol": "BTCUSDT"})
    checks.that("a prompt is filled in", len(prompt.messages) >= 1, prompt)


async def calls(connection, checks):
    schemas = {tool.name: tool.model_dump(by_alias=True).get("outputSchema") for tool in await connection.tools()}
    for tool, arguments in [
        ("get_ticker_price", {"symbol": "btc/usdt"}), ("get_ticker_price", {"symbols": ["BTCUSDT", "ETHUSDT"]}),
        ("get_ticker", {"symbol": "BTCUSDT"}), ("get_order_book", {"symbol": "BTCUSDT", "limit": 5}),
        ("get_klines", {"symbol": "BTCUSDT", "interval": "1h", "limit": 3}), ("get_recent_trades", {"symbol": "BTCUSDT"}),
        ("get_historical_trades", {"symbol": "BTCUSDT"}), ("get_aggregate_trades", {"symbol": "BTCUSDT"}),
        ("get_average_price", {"symbol": "BTCUSDT"}), ("get_book_ticker", {"symbol": "BTCUSDT"}),
        ("get_available_assets", {"quote": "USDT"}), ("get_symbol_rules", {"symbol": "BTCUSDT"}),
        ("get_server_time", {}), ("server_status", {}),
    ]:
        # The package itself checks the structure against the tool's schema and throws; it is checked here again, for versions that would not.
        answer = await connection.call(tool, arguments)
        if HAS_STRUCTURE:
            import jsonschema

            jsonschema.validate(answer.structured, schemas[tool])
            checks.that(f"{tool} answers and fits its schema", not answer.is_error and answer.structured == answer.envelope, answer.text)
        else:
            checks.that(f"{tool} answers", not answer.is_error and answer.envelope.get("success") is True, answer.text)
    refused = await connection.call("get_klines", {"symbol": "BTCUSDT", "interval": "1h", "limit": 100000})
    checks.that("a bad argument is a tool error without structure", refused.is_error and refused.structured is None
                and refused.envelope["error"]["type"] == "validation_error", refused.text)
    try:
        await connection.call("get_nothing")
        checks.that("an unknown tool is a protocol error", False, "it was answered")
    except Exception as problem:
        checks.that("an unknown tool is a protocol error", "get_nothing" in str(problem), problem)


async def worker_dies(connection, checks):
    before = await connection.worker()
    results = []

    async def one():
        results.append(await connection.call("get_klines", {"symbol": "BTCUSDT", "interval": "1m", "limit": 100}))

    async with anyio.create_task_group() as group:
        for _ in range(40):
            group.start_soon(one)
        await anyio.sleep(0)
        os.kill(before["pid"], signal.SIGKILL)
    checks.that("40 calls in flight outlive the worker", len(results) == 40 and not any(r.is_error for r in results),
                [r.text for r in results if r.is_error][:1])

    async def is_back():
        return (await connection.worker())["state"] == "ready"

    await until(is_back, "a new worker")
    after = await connection.worker()
    checks.that("the worker is another one", after["generation"] == before["generation"] + 1 and after["pid"] != before["pid"], after)
    price = await connection.call("get_ticker_price", {"symbol": "BTCUSDT"})
    checks.that("the session goes on", not price.is_error, price.text)


async def cancels(program, checks, mode, transport):
    """A call that would last for ever is cancelled; the request to the exchange ends with it."""
    async with SilentExchange() as exchange, connect(program, ["--base-url", exchange.url], mode, transport) as connection:
        await connection.tools()
        with anyio.CancelScope() as scope:
            async with anyio.create_task_group() as group:
                request_id = None if IS_SECOND else connection.next_request_id()
                group.start_soon(connection.call, "get_ticker_price", {"symbol": "BTCUSDT"})

                async def has_arrived():
                    return exchange.requests > 0

                await until(has_arrived, "the request at the exchange")
                if request_id is not None:
                    await connection.cancel(request_id)
                scope.cancel()

        async def has_hung_up():
            return exchange.hung_up > 0

        await until(has_hung_up, "the end of the request")
        checks.that("a cancelled call ends its request to the exchange", True)
        status = await connection.call("server_status")
        checks.that("nothing is pending after a cancellation", status.data["calls_pending"] == 0, status.text)


async def progresses(program, checks, mode, transport):
    """A slow call shows signs of life: one is due after 15 s, and a request takes 10 s at most, so its worker is killed in between."""
    heard = []

    async def on_progress(progress, total, message):
        heard.append((progress, message))

    arguments = ["--call-timeout", "40"]
    async with SilentExchange() as exchange, connect(program, arguments + ["--base-url", exchange.url], mode, transport) as connection:
        async def kill_later():
            async def has_arrived():
                return exchange.requests > 0

            await until(has_arrived, "the request at the exchange")
            await anyio.sleep(7)
            os.kill((await connection.worker())["pid"], signal.SIGKILL)

        async with anyio.create_task_group() as group:
            group.start_soon(kill_later)
            answer = await connection.call("get_ticker_price", {"symbol": "BTCUSDT"}, on_progress if HAS_PROGRESS else None)
        checks.that("a slow call ends with a time-out", answer.is_error and answer.envelope["error"]["type"] == "timeout", answer.text)
        checks.that("it was asked of the exchange once more after its worker's death", exchange.requests == 2, exchange.requests)
        if HAS_PROGRESS:
            checks.that("the progress callback heard of it", len(heard) >= 1 and heard[0][0] >= 15, heard)


async def resumes(program, checks, mode):
    """A call's stream is cut in the middle, and its answer comes all the same."""
    if mode == "stateless":
        return checks.absent("resuming: the stateless version has none, the end of a stream cancels its call")
    async with SlowExchange(4) as exchange, http_server(program, ["--base-url", exchange.url]) as url, CuttingProxy(url) as proxy:
        if COMES_BACK:
            async with connect_to(proxy.url, mode, "http") as connection:
                answer = (await connection.call("get_ticker_price", {"symbol": "BTCUSDT"})).text
            who = "the package comes back"
        else:
            checks.absent(f"coming back by itself: mcp {VERSION} does not; the stream is resumed by plain HTTP")
            answer, who = await raw_resume(proxy.url), "plain HTTP comes back"
        checks.that(f"{who} for the answer of a call whose stream was cut", "60000" in answer and proxy.cuts == 1, (answer, proxy.cuts))
        checks.that("it came back with Last-Event-ID, and the exchange was asked once",
                    len(proxy.resumed) >= 1 and exchange.requests == 1, (proxy.resumed, exchange.requests))


async def drive(program, mode, transport):
    checks = Checks(f"mcp {VERSION}, {mode}, {transport}")

    async def with_paper():
        async with connect(program, ["--paper"], mode, transport) as connection:
            await checks.all_of("lists", lambda: lists(connection, checks, mode))
            await checks.all_of("calls", lambda: calls(connection, checks))
            await checks.all_of("the death of the worker", lambda: worker_dies(connection, checks))

    async with anyio.create_task_group() as group:
        group.start_soon(checks.all_of, "progress", lambda: progresses(program, checks, mode, transport))
        group.start_soon(checks.all_of, "cancellation", lambda: cancels(program, checks, mode, transport))
        group.start_soon(checks.all_of, "the paper exchange", with_paper)
        group.start_soon(checks.all_of, "trading", lambda: trades(program, checks, mode, transport))
        if transport == "http":
            group.start_soon(checks.all_of, "resuming", lambda: resumes(program, checks, mode))


async def main():
    async with anyio.create_task_group() as group:
        for mode in ["session", "stateless"] if IS_SECOND else ["session"]:
            for transport in transports(mode):
                group.start_soon(drive, sys.argv[1], mode, transport)


asyncio.run(main())
