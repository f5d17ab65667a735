"""Starts the built paper exchange and knows its keys."""

import json
import pathlib
import subprocess


class PaperExchange:
    """`bulkhead-paper` with keys, until the block ends."""

    def __init__(self, program, *arguments):
        self.command = [program, "--listen", "127.0.0.1:0", *arguments]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ready = json.loads(self.process.stdout.readline())
        self.url = self.ready["url"]
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=20)

    def key(self, kind, can_trade=True):
        """Key id and the file that holds the secret (HMAC) or the private key (PEM)."""
        for key in self.ready["keys"]:
            trades = "spot" in key["rights"]
            if key["kind"] == kind and trades == can_trade:
                return key["id"], pathlib.Path(key["secret_file"])
        raise LookupError(f"no {kind} key among {self.ready['keys']}")
