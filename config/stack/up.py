"""`manage.py up`: the whole real stack in the foreground, until Ctrl-C or SIGTERM."""

import argparse
import asyncio
import os
import sys
from urllib.parse import urlsplit

from config import env
from config.data_folder import data_folder, read
from config.stack import orphans, services
from config.stack.child import Child
from config.stack.log import Log
from config.stack.place import Place, check_port
from config.stack.processes import COMMANDS
from config.stack.supervisor import Supervisor
from config.stack.trouble import Trouble


def main(arguments: list[str]) -> int:
    """0 after a stop that was asked for, 1 with one line on what is wrong."""
    parser = argparse.ArgumentParser(prog="manage.py up", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="fill an empty Bobbin with a fictional company")
    options = parser.parse_args(arguments)
    # All that is made from here on is for this user alone.
    os.umask(0o077)
    place = Place(data_folder())
    # Children read the same folder, whatever their working directory.
    os.environ["BOBBIN_DATA"] = str(place.data)
    try:
        check_port(env.text("BOBBIN_BIND", "127.0.0.1"), env.integer("PORT", 8000, at_least=1, at_most=65535))
        env.origin("BOBBIN_URL", "http://127.0.0.1")
        for command in COMMANDS.values():
            # Reads its settings, while saying so is still one line.
            command()
        place.make()
        with place.lock():
            asyncio.run(_run(place, Log(), demo=options.demo))
    except Trouble as trouble:
        sys.stderr.write(f"bobbin: {trouble}\n")
        return 1
    return 0


async def _run(place: Place, log: Log, *, demo: bool) -> None:
    if left := orphans.end_orphans(place.children):
        log.say(f"an earlier run was killed; ended what it left ({left})")

    def remember(children: list[Child]) -> None:
        orphans.remember(
            place.children, [(child.service.name, child.pid, child.service.stop) for child in children]
        )

    supervisor = Supervisor(log, remember)
    try:
        await _start_all(supervisor, place, log, demo=demo)
        await supervisor.stopping.wait()
        log.say("stopping")
    finally:
        await supervisor.stop()
        place.children.unlink(missing_ok=True)
    log.say("stopped")


async def _start_all(supervisor: Supervisor, place: Place, log: Log, *, demo: bool) -> None:
    for service in services.stores(place):
        await supervisor.start(service)
    with_mail = _on_loopback() and not env.text("EMAIL_URL")
    mail = services.mail_listener(place) if with_mail else None
    await supervisor.run_to_end(services.step(place, demo=demo))
    for service in services.processes(place, mail):
        await supervisor.start(service)
    if not supervisor.stopping.is_set():
        log.say(f"Bobbin is ready: {read(place.run / 'address')}")


def _on_loopback() -> bool:
    """The same question as `settings.ON_LOOPBACK`."""
    hosts = ("localhost", "127.0.0.1", "::1")
    public = urlsplit(env.origin("BOBBIN_URL", "http://127.0.0.1")).hostname
    return env.text("BOBBIN_BIND", "127.0.0.1") in hosts and public in hosts
