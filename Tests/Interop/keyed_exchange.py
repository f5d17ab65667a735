"""A paper exchange with a user's key, and what a server needs that trades there and asks a person about each order worth more than 100 USDT."""

import asyncio
import contextlib
import json
import os
import shutil
import tempfile


class KeyedExchange:
    """`arguments` and `environment` are for `bulkhead serve`; `token` is for clients over HTTP and may do everything."""

    def __init__(self, arguments, environment, token):
        self.arguments = arguments
        self.environment = environment
        self.token = token


async def ended(*words, environment):
    process = await asyncio.create_subprocess_exec(
        *words, env=environment, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    output, complaint = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{words[1:3]}: {complaint.decode(errors='replace')[-500:]}")
    return output.decode().strip()


@contextlib.asynccontextmanager
async def keyed_exchange(program):
    """Yields a `KeyedExchange`. Its files lie below the home folder: in /tmp, where others can write, no configuration is believed."""
    paper = await asyncio.create_subprocess_exec(
        program + "-paper", "--listen", "127.0.0.1:0",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL)
    home = tempfile.mkdtemp(prefix=".bulkhead-interop-", dir=os.path.expanduser("~"))
    try:
        ready = json.loads(await asyncio.wait_for(paper.stdout.readline(), 30))
        key = next(key for key in ready["keys"] if key["kind"] == "hmac" and "spot" in key["rights"])
        place = os.path.join(home, "bulkhead.json")
        trading = {"enabled": True, "symbols": ["BTCUSDT"], "confirm_above": "100"}
        with open(os.open(place, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            json.dump({"hosts": {"spot": ready["url"]}, "trading": trading}, file)
        secret = os.path.join(home, "trading.key")
        shutil.copyfile(key["secret_file"], secret)
        os.chmod(secret, 0o600)
        environment = {
            "PATH": os.environ["PATH"], "HOME": home, "STATE_DIRECTORY": os.path.join(home, "state"),
            "BINANCE_API_KEY": key["id"], "BINANCE_API_SECRET_FILE": secret,
        }
        token = await ended(
            program, "token", "new", "--name", "interop", "--scope", "market,account,trade", "--config", place, environment=environment)
        yield KeyedExchange(["--base-url", ready["url"], "--config", place], environment, token)
    finally:
        # Its end is the end of its input.
        paper.stdin.close()
        try:
            await asyncio.wait_for(paper.wait(), 10)
        except asyncio.TimeoutError:
            paper.kill()
        shutil.rmtree(home, ignore_errors=True)
