"""One way to speak through every version of the `mcp` package's client."""

import contextlib
import importlib.metadata
import json

import mcp
from mcp.client.stdio import StdioServerParameters, stdio_client

from http_server import http_server

VERSION = importlib.metadata.version("mcp")
NUMBERS = tuple(int(part) for part in VERSION.split(".")[:2])
IS_SECOND = NUMBERS[0] >= 2
# Versions before 1.8 know neither progress of a call nor, before 1.10, structured results.
HAS_PROGRESS = NUMBERS >= (1, 8)
HAS_STRUCTURE = NUMBERS >= (1, 10)


class Answer:
    """The result of a tool, under whichever names this version gives its parts."""

    def __init__(self, result):
        fields = result.model_dump(by_alias=True, mode="json")
        self.is_error = bool(fields.get("isError"))
        self.structured = fields.get("structuredContent")
        self.text = result.content[0].text if result.content else ""
        self.envelope = json.loads(self.text) if self.text.startswith("{") else {}
        self.data = self.envelope.get("data", {})


class Connection:
    """A client that is connected: `client` is the package's own object."""

    def __init__(self, client, version, name):
        self.client = client
        self.protocol_version = version
        self.server_name = name

    async def call(self, tool, arguments=None, on_progress=None):
        extras = {"progress_callback": on_progress} if on_progress else {}
        return Answer(await self.client.call_tool(tool, arguments or {}, **extras))

    async def worker(self):
        """The market worker as server_status describes it."""
        status = await self.call("server_status")
        return status.data["workers"][0]

    async def tools(self):
        return (await self.client.list_tools()).tools

    def next_request_id(self):
        """The id of the next request: the first versions have no way to cancel but the notification itself."""
        return self.client._request_id

    async def cancel(self, request_id):
        method, params = "notifications/cancelled", {"requestId": request_id, "reason": "not wanted"}
        if hasattr(mcp.types, "CancelledNotification"):
            notification = mcp.types.ClientNotification(mcp.types.CancelledNotification(method=method, params=params))
        else:
            # The oldest versions have no type for it, but send what has a method.
            notification = mcp.types.Notification[dict, str](method=method, params=params)
        await self.client.send_notification(notification)


def transports(mode):
    """The transports that this version of the package speaks in this mode."""
    known = ["stdio"]
    if NUMBERS >= (1, 8):
        known.append("http")
    # The stateless version of the protocol has no use for the oldest transport.
    return known + (["sse"] if mode == "session" else [])


@contextlib.asynccontextmanager
async def connect(program, arguments, mode, transport="stdio"):
    """Starts the server, and connects to it as this package connects to any server.

    `mode` is "session" for `initialize`, and "stateless" for `server/discover`, which only the second major version speaks.
    """
    if transport == "stdio":
        parameters = StdioServerParameters(command=program, args=["serve"] + arguments)
        async with client_over(parameters, stdio_client, mode) as connection:
            yield connection
    else:
        async with http_server(program, arguments) as url, connect_to(url, mode, transport) as connection:
            yield connection


@contextlib.asynccontextmanager
async def connect_to(url, mode, transport):
    """Connects to a server that runs already, by its address without a path."""
    if transport == "sse":
        from mcp.client.sse import sse_client

        place, opener = url + "/sse", sse_client
        if IS_SECOND:
            place = sse_client(place)
    else:
        place, opener = url + "/mcp", None
        if not IS_SECOND:
            from mcp.client.streamable_http import streamablehttp_client as opener
    async with client_over(place, opener, mode) as connection:
        yield connection


@contextlib.asynccontextmanager
async def client_over(place, opener, mode):
    if IS_SECOND:
        async with mcp.Client(place, mode="legacy" if mode == "session" else "auto") as client:
            yield Connection(client, client.protocol_version, client.server_info.name)
    else:
        async with opener(place) as (read, write, *_):
            async with mcp.ClientSession(read, write) as client:
                greeting = await client.initialize()
                yield Connection(client, greeting.protocolVersion, greeting.serverInfo.name)
