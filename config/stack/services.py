"""The services of the embedded run, in the order they start. The commands come from `processes`."""

import asyncio
import secrets
import signal
import socket
import sys

from config import env
from config.data_folder import kept_secret, redis_socket
from config.stack import postgres, redis
from config.stack.place import Place
from config.stack.processes import beat, environment, prepare, ready_file, web, worker
from config.stack.service import Service
from config.stack.unprivileged import identity


def stores(place: Place) -> list[Service]:
    found = []
    if not env.text("DATABASE_URL"):
        found.append(_postgres(place))
    if not env.text("REDIS_URL"):
        found.append(_redis(place))
    return found


def step(place: Place, *, demo: bool) -> Service:
    command = [*prepare(), *(["--demo"] if demo else [])]
    return Service("prepare", command, _at_once, environment("prepare"))


def processes(place: Place, mail: socket.socket | None) -> list[Service]:
    found = [_web(place), _celery(place, "worker", worker()), _celery(place, "beat", beat())]
    return [*found, _mail(place, mail)] if mail else found


def _postgres(place: Place) -> Service:
    who = identity()
    if who.uid is not None:
        # That user must come through to its folder and its socket.
        place.data.chmod(0o711)
        who.give(place.sockets)
    cluster = place.data / "postgres"
    password = kept_secret(place.data / "postgres.password", secrets.token_hex(24))
    postgres.initialise(cluster, password, who)
    postgres.forget_dead(cluster)

    async def ready() -> bool:
        return postgres.is_ready(place.sockets)

    return Service(
        "postgres",
        [*who.prefix, *postgres.command(cluster, place.sockets)],
        ready,
        postgres.environment(),
        # Fast shutdown: sessions end, a checkpoint is written.
        stop=signal.SIGINT,
        store=True,
        uid=who.uid,
        gid=who.gid,
        hush=("the database system is", "Consistent recovery state"),
    )


def _redis(place: Place) -> Service:
    path = redis_socket(place.data)

    async def ready() -> bool:
        return redis.is_ready(path)

    return Service(
        "redis",
        redis.command(place.data / "redis", path),
        ready,
        environment("redis"),
        store=True,
        hush=("Memory overcommit", "Received SIGTERM", "User requested shutdown", "ready to exit"),
    )


def _web(place: Place) -> Service:
    host, port = env.text("BOBBIN_BIND", "127.0.0.1"), env.integer("PORT", 8000)
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  read, not bound

    async def ready() -> bool:
        answer = await _ask(reachable, port, b"GET /livez HTTP/1.0\r\nHost: localhost\r\n\r\n")
        return b" 200 OK" in answer

    return Service("web", web(), ready, environment("web"))


def _celery(place: Place, name: str, command: list[str]) -> Service:
    file = ready_file(name)

    async def ready() -> bool:
        return file.exists()

    return Service(name, command, ready, environment(name), ready_file=file, hush=("Warm shutdown",))


def _mail(place: Place, listener: socket.socket) -> Service:
    port = listener.getsockname()[1]
    words = ["-m", "config.stack.mail_sink", str(listener.fileno()), str(place.data / "mail")]

    async def ready() -> bool:
        return (await _ask("127.0.0.1", port, b"QUIT\r\n")).startswith(b"220")

    return Service("mail", [sys.executable, *words], ready, environment("mail"), listeners=(listener,))


def mail_listener(place: Place) -> socket.socket:
    """Opened here and handed down: the port is free for sure, and stays when the sink is started again."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=50)
    (place.run / "mail.port").write_text(f"{listener.getsockname()[1]}\n")
    return listener


async def _at_once() -> bool:
    return True


async def _ask(host: str, port: int, request: bytes) -> bytes:
    """The first bytes that a server on this machine answers; nothing if it does not, yet."""
    try:
        async with asyncio.timeout(2):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(request)
                return await reader.read(64)
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return b""
