"""One way to speak through every version of the `mcp` package's client."""

import contextlib
import importlib.metadata
import json

import mcp
from mcp.client.stdio import StdioServerParameters, stdio_client

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


@contextlib.asynccontextmanager
async def connect(program, arguments, mode):
    """Starts the server as this package starts any server.

    `mode` is "session" for `initialize`, and "stateless" for `server/discover`, which only the second major version speaks.
    """
    parameters = StdioServerParameters(command=program, args=["serve"] + arguments)
    if IS_SECOND:
        async with mcp.Client(parameters, mode="legacy" if mode == "session" else "auto") as client:
            yield Connection(client, client.protocol_version, client.server_info.name)
    else:
        async with stdio_client(parameters) as (read, write):
            async with mcp.ClientSession(read, write) as client:
                greeting = await client.initialize()
                yield Connection(client, greeting.protocolVersion, greeting.serverInfo.name)
