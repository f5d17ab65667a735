"""Runs the public checker of MCP servers that is installed beside this Python on the built server: checkers.py PATH-OF-BULKHEAD."""

import asyncio
import pathlib
import shlex
import sys

from checks import Checks
from http_server import http_server

BIN = pathlib.Path(sys.executable).parent
PATIENCE_SECONDS = 100


def commands(program, url):
    """(what is claimed, the command line): each ends with 0 when it has found nothing.

    Left out of what they look for, with the reason:
    - mcp-strict-check's "anthropic" axis judges tools that ask for strict mode. Ours do not: it allows no minimum and no
      maximum, and the bounds tell a model what is possible.
    - amagi-mcp-probe's "tool-error" wants every call with generated arguments to succeed. An order without its quantity, or one
      that no account can pay, is refused, and says why.
    """
    stdio = [program, "serve", "--paper"]
    line = shlex.join(stdio)
    return {
        "mcp-strict-check": [
            ("the schemas fit MCP", ["mcp-strict-check", "--cmd", line, "--axis", "mcp"]),
            ("the schemas fit OpenAI's strict mode", ["mcp-strict-check", "--cmd", line, "--axis", "openai"]),
        ],
        "mcp-conform": [
            ("stdio", ["mcp-conform", "--command", line, "server"]),
            ("HTTP", ["mcp-conform", "--transport", "http", "--url", url, "server"]),
        ],
        "amagi-mcp-probe": [
            ("every tool over stdio", ["amagi-mcp-probe", "--strict", "--ignore", "tool-error", "--allow-destructive", "--", *stdio]),
            ("every tool over HTTP", ["amagi-mcp-probe", "--strict", "--ignore", "tool-error", "--allow-destructive", "--url", url + "/mcp"]),
        ],
        "mcpcheck": [("2026-07-28 over HTTP", ["mcpcheck", "--probe", "safe", url + "/mcp"])],
    }


async def main():
    program = sys.argv[1]
    async with http_server(program, ["--paper"]) as url:
        for name, lines in commands(program, url).items():
            if not (BIN / name).exists():
                continue
            checks = Checks(name)
            for claim, command in lines:
                process = await asyncio.create_subprocess_exec(
                    BIN / command[0], *command[1:], stdin=asyncio.subprocess.DEVNULL,
                    stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
                try:
                    output, _ = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
                except asyncio.TimeoutError:
                    process.kill()
                    output = b"it did not end"
                text = output.decode(errors="replace")
                print(text, file=sys.stderr)
                checks.that(claim, process.returncode == 0, text[-300:].replace("\n", " "))


asyncio.run(main())
