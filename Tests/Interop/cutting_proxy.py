"""A relay on loopback that cuts one connection: the first that carries a stream of events for a call, once the first event has passed."""

import asyncio


class CuttingProxy:
    def __init__(self, url):
        self._port = int(url.rsplit(":", 1)[1])
        self._server = None
        self.cuts = 0
        # Values of Last-Event-ID that clients have sent.
        self.resumed = []

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.url = "http://127.0.0.1:%d" % self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()

    async def _relay(self, reader, writer):
        there = await asyncio.open_connection("127.0.0.1", self._port)
        asked = bytearray()

        async def forth():
            while data := await reader.read(65536):
                asked.extend(data)
                for line in data.split(b"\r\n"):
                    if line.lower().startswith(b"last-event-id:"):
                        self.resumed.append(line.split(b":", 1)[1].strip().decode())
                there[1].write(data)
            there[1].close()

        async def back():
            answered = bytearray()
            while data := await there[0].read(65536):
                answered.extend(data)
                writer.write(data)
                await writer.drain()
                if self.cuts == 0 and b'"tools/call"' in asked and b"text/event-stream" in answered and b"\nid: " in answered:
                    self.cuts += 1
                    # What was passed on has to arrive: a reset would take it away again.
                    await asyncio.sleep(0.3)
                    writer.transport.abort()
                    there[1].transport.abort()
                    return
            writer.close()

        try:
            await asyncio.gather(forth(), back())
        except (ConnectionError, RuntimeError):
            pass  # one side was cut while the other was written to
        finally:
            writer.close()
            there[1].close()
