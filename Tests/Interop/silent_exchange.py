"""An exchange on loopback that takes requests and never answers, and knows who hung up."""

import asyncio


class SilentExchange:
    def __init__(self):
        self.requests = 0
        self.hung_up = 0
        self._server = None

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = "http://127.0.0.1:%d" % self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _serve(self, reader, writer):
        try:
            await reader.readuntil(b"\r\n\r\n")
            self.requests += 1
            while await reader.read(1024):
                pass
            self.hung_up += 1
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # a connection that was made ahead and not used
        finally:
            writer.close()
