"""A mail server for trying things: takes every mail on loopback and keeps it as a Maildir.

`python -m config.stack.mail_sink FD FOLDER`: FD is a listening socket, opened by the supervisor.
"""

import asyncio
import mailbox
import socket
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class IntoMaildir:
    def __init__(self, folder: Path) -> None:
        self.maildir = mailbox.Maildir(folder, create=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        message = mailbox.MaildirMessage(envelope.content)
        # Who it was really for; the headers may say less (Bcc) or something else.
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.maildir.add(message)
        return "250 OK"


def main(descriptor: int, folder: Path) -> None:
    asyncio.run(_serve(socket.socket(fileno=descriptor), folder))


async def _serve(listener: socket.socket, folder: Path) -> None:
    handler = IntoMaildir(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", ident="Bobbin mail sink", enable_SMTPUTF8=True),
        sock=listener,
    )
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
