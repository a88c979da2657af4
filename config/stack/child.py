"""One running process of a service: start, listen to its output, signal, notice its end."""

import asyncio
import os
import signal
import subprocess

from config.data_folder import PROJECT
from config.stack.lifeline import dies_with_parent
from config.stack.log import Log
from config.stack.service import Service

LONGEST_LINE = 8192


class Child:
    """Made inside a running event loop; whoever handles SIGCHLD calls `notice`."""

    def __init__(self, service: Service, log: Log) -> None:
        self.service = service
        self.log = log
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[int] = loop.create_future()
        if service.ready_file:
            service.ready_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            service.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=PROJECT,
            env=service.env,
            pass_fds=[listener.fileno() for listener in service.listeners],
            user=service.uid,
            group=service.gid,
            extra_groups=None if service.uid is None else [],
            # Its own session: Ctrl-C in the terminal reaches the supervisor alone, which stops
            # the children in order, and whatever a child starts can be ended with it.
            start_new_session=True,
            preexec_fn=dies_with_parent(service.stop if service.store else signal.SIGKILL),
        )
        self.listening = loop.create_task(self._listen())

    @property
    def pid(self) -> int:
        return self.process.pid

    def notice(self) -> None:
        if not self.ended.done() and (code := self.process.poll()) is not None:
            self.ended.set_result(code)

    def send(self, number: signal.Signals) -> None:
        """To the process; SIGKILL to all that it started as well."""
        try:
            if number == signal.SIGKILL:
                os.killpg(self.pid, number)
            elif not self.ended.done():
                os.kill(self.pid, number)
        except (ProcessLookupError, PermissionError):
            pass

    async def stop(self, grace: float) -> None:
        """Asks, waits `grace` seconds, insists. Afterwards nothing of it runs."""
        self.send(self.service.stop)
        try:
            await asyncio.wait_for(asyncio.shield(self.ended), grace)
        except TimeoutError:
            self.log.say(f"{self.service.name} did not stop in {grace:.1f} s and is killed")
        self.send(signal.SIGKILL)
        await self.ended
        await asyncio.wait([self.listening], timeout=0.2)

    async def _listen(self) -> None:
        assert self.process.stdout
        reader = asyncio.StreamReader(limit=LONGEST_LINE)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), self.process.stdout
        )
        try:
            while line := await _line(reader):
                text = line.decode(errors="replace").rstrip()
                if text and not any(words in text for words in self.service.hush):
                    self.log.line(self.service.name, text)
        finally:
            transport.close()


async def _line(reader: asyncio.StreamReader) -> bytes:
    """The next line, or a piece of one that is too long; nothing at the end."""
    try:
        return await reader.readuntil(b"\n")
    except asyncio.IncompleteReadError as rest:
        return rest.partial
    except asyncio.LimitOverrunError:
        return await reader.read(LONGEST_LINE)
