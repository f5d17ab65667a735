"""Starts the binance-mcp-server package as its own command does, with the exchange's address pointed at loopback.

The package has no setting for the address, so the client library's class attributes are set before the package reads them.
Nothing else is changed: its imports, its rate limit and its three HTTP requests per call are what its users get.
"""

import os

from binance.base_client import BaseClient

BaseClient.API_URL = os.environ["BENCH_EXCHANGE_URL"] + "/api"
BaseClient.FUTURES_URL = os.environ["BENCH_EXCHANGE_URL"] + "/fapi"

from binance_mcp_server.cli import app

app()
