"""Counts what held and what did not, a line each."""

import traceback


class Checks:
    def __init__(self, subject):
        self.subject = subject

    def that(self, claim, holds, shown=""):
        """Prints one check; `shown` says what was seen when it does not hold."""
        if holds:
            print(f"ok {self.subject}: {claim}", flush=True)
        else:
            print(f"FAILED {self.subject}: {claim} ({str(shown)[:300]})", flush=True)

    def absent(self, what):
        """Prints what this version of a client does not have, so that it is not taken for checked."""
        print(f"absent {self.subject}: {what}", flush=True)

    async def all_of(self, claim, body):
        """Runs a part; an exception is one failed check and not the end of the others."""
        try:
            await body()
        except Exception as problem:
            traceback.print_exc()
            self.that(claim, False, f"{type(problem).__name__}: {problem}")
