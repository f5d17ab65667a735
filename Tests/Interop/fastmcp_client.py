"""Drives `bulkhead serve` through fastmcp's client: fastmcp_client.py PATH-OF-BULKHEAD."""

import asyncio
import importlib.metadata
import os
import signal
import sys

import anyio
from fastmcp import Client
from fastmcp.client.transports import StdioTransport
from fastmcp.exceptions import ToolError

from checks import Checks
from http_server import http_server
from silent_exchange import SilentExchange

VERSION = importlib.metadata.version("fastmcp")


def stdio(program, *arguments):
    # Without keep_alive=False the package would leave the server running for its next client.
    return StdioTransport(command=program, args=["serve", *arguments], keep_alive=False)


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
                await anyio.sleep(8)
                status = await client.call_tool("server_status", {})
                os.kill(status.structured_content["data"]["workers"][0]["pid"], signal.SIGKILL)

            group.start_soon(kill_later)
            answer = await client.call_tool(
                "get_ticker_price", {"symbol": "BTCUSDT"}, progress_handler=on_progress, raise_on_error=False)
        checks.that("a slow call ends with a time-out", answer.is_error and '"timeout"' in answer.content[0].text, answer)
        checks.that("the progress handler heard of it", len(heard) >= 1 and heard[0] >= 15, heard)


async def drive(program, mode):
    checks = Checks(f"fastmcp {VERSION}, {mode}")

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


async def main():
    async with anyio.create_task_group() as group:
        for mode in ["legacy", "auto"]:
            group.start_soon(drive, sys.argv[1], mode)


asyncio.run(main())
