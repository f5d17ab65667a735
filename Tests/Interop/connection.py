"""One way to speak through every version of the `mcp` package's client."""

import contextlib
import importlib.metadata
import json

import anyio
import mcp
from mcp.client.stdio import StdioServerParameters, stdio_client

from http_server import http_server

VERSION = importlib.metadata.version("mcp")
NUMBERS = tuple(int(part) for part in VERSION.split(".")[:2])
IS_SECOND = NUMBERS[0] >= 2
# Versions before 1.8 know neither progress of a call nor, before 1.10, structured results.
HAS_PROGRESS = NUMBERS >= (1, 8)
HAS_STRUCTURE = NUMBERS >= (1, 10)
HAS_ELICITATION = NUMBERS >= (1, 10)
# Versions before 1.23 do not come back for the answer of a call whose stream was cut.
COMES_BACK = NUMBERS >= (1, 23)


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

    def __init__(self):
        # What the server has said unasked, as text.
        self.heard = []

    def of(self, client, version, name):
        self.client = client
        self.protocol_version = version
        self.server_name = name
        return self

    async def call(self, tool, arguments=None, on_progress=None):
        extras = {"progress_callback": on_progress} if on_progress else {}
        return Answer(await self.client.call_tool(tool, arguments or {}, **extras))

    async def worker(self):
        """The market worker as server_status describes it."""
        status = await self.call("server_status")
        return status.data["workers"][0]

    async def hear(self, message):
        """Takes what the package hands on of what nobody has asked for."""
        if hasattr(message, "model_dump_json"):
            self.heard.append(message.model_dump_json(by_alias=True))

    @staticmethod
    def address(text):
        """The first major version wants its own type."""
        if IS_SECOND:
            return text
        from pydantic import AnyUrl

        return AnyUrl(text)

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
async def connect(program, arguments, mode, transport="stdio", exchange=None, on_question=None):
    """Starts the server, and connects to it as this package connects to any server.

    `mode` is "session" for `initialize`, and "stateless" for `server/discover`, which only the second major version speaks. `exchange` is
    a `KeyedExchange` where the server has a key; `on_question` answers for a person, in versions that can be asked.
    """
    environment = exchange.environment if exchange else None
    if transport == "stdio":
        parameters = StdioServerParameters(command=program, args=["serve"] + arguments, env=environment)
        async with client_over(parameters, stdio_client, mode, on_question) as connection:
            yield connection
    else:
        token = exchange.token if exchange else None
        async with http_server(program, arguments, environment, token) as url:
            async with connect_to(url, mode, transport, token, on_question) as connection:
                yield connection


@contextlib.asynccontextmanager
async def connect_to(url, mode, transport, token=None, on_question=None):
    """Connects to a server that runs already, by its address without a path."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if transport == "sse":
        from mcp.client.sse import sse_client

        place = url + "/sse"

        def opener(place):
            return sse_client(place, headers=headers)

        if IS_SECOND:
            place = opener(place)
    elif IS_SECOND:
        place, opener = url + "/mcp", None
        if headers:
            from mcp.client.streamable_http import streamable_http_client
            from mcp.shared._httpx_utils import create_mcp_http_client

            place = streamable_http_client(place, http_client=create_mcp_http_client(headers=headers))
    else:
        from mcp.client.streamable_http import streamablehttp_client

        place = url + "/mcp"

        def opener(place):
            return streamablehttp_client(place, headers=headers)

    async with client_over(place, opener, mode, on_question) as connection:
        yield connection


@contextlib.asynccontextmanager
async def client_over(place, opener, mode, on_question=None):
    connection = Connection()
    extras = {"message_handler": connection.hear} if HAS_PROGRESS else {}
    if on_question and HAS_ELICITATION:
        extras["elicitation_callback"] = on_question
    if IS_SECOND:
        async with mcp.Client(place, mode="legacy" if mode == "session" else "auto", **extras) as client:
            yield connection.of(client, client.protocol_version, client.server_info.name)
    else:
        async with opener(place) as (read, write, *_):
            async with mcp.ClientSession(read, write, **extras) as client:
                greeting = await client.initialize()
                async with listening(client, connection):
                    yield connection.of(client, greeting.protocolVersion, greeting.serverInfo.name)


@contextlib.asynccontextmanager
async def listening(client, connection):
    """The first versions have no handler for what nobody has asked for, but a stream of it."""
    if HAS_PROGRESS:
        yield
        return

    async def listen():
        async for message in client.incoming_messages:
            await connection.hear(message)

    async with anyio.create_task_group() as group:
        group.start_soon(listen)
        yield
        group.cancel_scope.cancel()
