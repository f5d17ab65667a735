"""One way to speak through every version of the `mcp` package's client."""

import contextlib
import importlib.metadata
import json

import mcp
from mcp.client.stdio import StdioServerParameters, stdio_client

VERSION = importlib.metadata.version("mcp")
IS_SECOND = int(VERSION.split(".")[0]) >= 2


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
        return Answer(await self.client.call_tool(tool, arguments or {}, progress_callback=on_progress))

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
        notification = mcp.types.CancelledNotification(
            method="notifications/cancelled",
            params=mcp.types.CancelledNotificationParams(requestId=request_id, reason="not wanted"),
        )
        await self.client.send_notification(mcp.types.ClientNotification(notification))


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
