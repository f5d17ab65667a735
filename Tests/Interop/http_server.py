"""Starts `bulkhead serve` as an HTTP server on a free port of loopback, and ends it."""

import asyncio
import contextlib
import re
import signal


@contextlib.asynccontextmanager
async def http_server(program, arguments, environment=None, token=None):
    """Yields the server's address, `http://127.0.0.1:PORT`; fails when it has not said one after 30 s. Without `token` it demands none."""
    process = await asyncio.create_subprocess_exec(
        program, "serve", "--transport", "streamable-http", "--port", "0", *([] if token else ["--no-token"]), *arguments, env=environment,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE)
    said = []

    async def address():
        while line := await process.stderr.readline():
            said.append(line.decode(errors="replace"))
            if found := re.search(r"http://127\.0\.0\.1:\d+", said[-1]):
                return found[0]
        raise RuntimeError("the server ended: " + "".join(said)[-500:])

    async def drain():
        while await process.stderr.readline():
            pass

    try:
        url = await asyncio.wait_for(address(), 30)
        draining = asyncio.ensure_future(drain())
        yield url
        draining.cancel()
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), 10)
            except asyncio.TimeoutError:
                process.kill()
                raise
