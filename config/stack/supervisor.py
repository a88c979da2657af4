"""Starts services in order, starts again what dies, stops all: stores last.

Ours and small because what exists lacks one of: waiting until a process is ready, restart
with back-off, a clean death with the parent.
"""

import asyncio
import signal
import time
from collections.abc import Callable

from config.stack.child import Child
from config.stack.log import Log
from config.stack.service import Service
from config.stack.trouble import Trouble

READY_WITHIN = 60.0
# How long others than stores may take to stop cleanly, and all together: people count to five.
GRACE, GRACE_OF_ALL = 2.6, 4.6
PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_AFTER = 20.0
SETTLED_AFTER = 0.02


class Supervisor:
    """`on_change` hears of every start with all children that run."""

    def __init__(self, log: Log, on_change: Callable[[list[Child]], None]) -> None:
        self.log = log
        self.on_change = on_change
        self.children: list[Child] = []
        self.keepers: list[asyncio.Task[None]] = []
        self.stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGCHLD, self._notice)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.stopping.set)

    async def start(self, service: Service) -> None:
        """Returns when it is ready. Raises Trouble if it ends before, or takes too long."""
        child = self._spawn(service)
        if not await self._until_ready(child):
            if self.stopping.is_set():
                return
            raise Trouble(f"{service.name} could not start; its own words are above")
        self.keepers.append(asyncio.create_task(self._keep(child)))

    async def run_to_end(self, service: Service) -> None:
        """For a step such as the migrations; Trouble when it fails."""
        child = self._spawn(service)
        await self._first(child.ended, self.stopping.wait())
        if self.stopping.is_set():
            return
        await child.listening
        self.children.remove(child)
        if child.ended.result():
            raise Trouble(f"{service.name} failed; its own words are above")

    async def stop(self) -> None:
        """Nothing of what was started runs afterwards."""
        self.stopping.set()
        for keeper in self.keepers:
            keeper.cancel()
        await asyncio.gather(*self.keepers, return_exceptions=True)
        since = time.monotonic()
        await self._stop([child for child in self.children if not child.service.store], GRACE)
        left = GRACE_OF_ALL - (time.monotonic() - since)
        await self._stop([child for child in self.children if child.service.store], left)

    async def _stop(self, children: list[Child], grace: float) -> None:
        await asyncio.gather(*(child.stop(grace) for child in children))

    def _spawn(self, service: Service) -> Child:
        child = Child(service, self.log)
        self.children.append(child)
        self.on_change(self.children)
        return child

    async def _until_ready(self, child: Child) -> bool:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline and not child.ended.done() and not self.stopping.is_set():
            if await child.service.ready():
                return True
            await self._first(child.ended, self.stopping.wait(), timeout=SETTLED_AFTER)
        return False

    async def _keep(self, child: Child) -> None:
        """For as long as the stack runs: whenever it ends, start it again, ever more slowly."""
        failures = 0
        while True:
            since = time.monotonic()
            code = await asyncio.shield(child.ended)
            await asyncio.wait([child.listening], timeout=0.2)
            failures = 0 if time.monotonic() - since > STEADY_AFTER else failures + 1
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            self.log.say(f"{child.service.name} ended {_how(code)}; starting it again in {pause:g} s")
            # What it started may have outlived it and hold its port or its files.
            child.send(signal.SIGKILL)
            self.children.remove(child)
            await asyncio.sleep(pause)
            child = self._spawn(child.service)
            if await self._until_ready(child):
                self.log.say(f"{child.service.name} is back")

    def _notice(self) -> None:
        for child in self.children:
            child.notice()

    async def _first(self, *what: object, timeout: float | None = None) -> None:
        """Waits until one of them is done, or `timeout` seconds."""
        futures = [asyncio.ensure_future(one) for one in what]  # type: ignore[call-overload]
        await asyncio.wait(futures, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        for future in futures[1:]:
            future.cancel()


def _how(code: int) -> str:
    return f"with exit code {code}" if code >= 0 else f"by {signal.Signals(-code).name}"
