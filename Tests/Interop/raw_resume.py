"""Resumes a stream that was cut with nothing but HTTP, for clients that cannot."""

import asyncio
import json


async def send(url, method, fields, body=b""):
    port = int(url.rsplit(":", 1)[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    fields = {"Host": "127.0.0.1", "Accept": "application/json, text/event-stream", "Content-Type": "application/json", **fields}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    writer.write(f"{method} /mcp HTTP/1.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)).decode()
    return head, reader, writer


def message(method, params, request_id=None):
    envelope = {"jsonrpc": "2.0", "method": method, "params": params}
    return json.dumps(envelope if request_id is None else {**envelope, "id": request_id}).encode()


async def raw_resume(url):
    """Opens a session of 2025-11-25, makes a slow call whose stream is cut, and comes back for it; returns the answer's text."""
    hello = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}}
    head, _, writer = await send(url, "POST", {}, message("initialize", hello, 1))
    writer.close()
    session = next(line.split(":", 1)[1].strip() for line in head.split("\r\n") if line.lower().startswith("mcp-session-id:"))
    named = {"Mcp-Session-Id": session, "MCP-Protocol-Version": "2025-11-25"}
    call = message("tools/call", {"name": "get_ticker_price", "arguments": {"symbol": "BTCUSDT"}}, 2)
    _, reader, writer = await send(url, "POST", named, call)
    seen = b""
    try:
        while data := await asyncio.wait_for(reader.read(65536), 30):
            seen += data
    except ConnectionError:
        pass  # the cut
    writer.close()
    last = [line[4:].decode() for line in seen.split(b"\n") if line.startswith(b"id: ")][-1]
    _, reader, writer = await send(url, "GET", {**named, "Last-Event-ID": last})
    text = b""
    while b"60000" not in text and (data := await asyncio.wait_for(reader.read(65536), 30)):
        text += data
    writer.close()
    return text.decode()
