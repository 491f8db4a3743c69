"""The session bus: the coach's place on it while a session lasts; imported in the buttons' thread only."""

import asyncio
import logging
import os
from contextlib import suppress
from pathlib import Path

from dbus_fast import NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus

from coach.desktop.interfaces import Application, Player
from coach.errors import MachineError
from coach.player import Command, Remote

_PATH = "/org/mpris/MediaPlayer2"
_POLL_S = 0.5
_AFTER_COMMAND_S = 0.05
"""A command is done in a moment; a desktop's picture of the button should change with it."""
_ANSWER_TIMEOUT_S = 5.0
_FAREWELL_TIMEOUT_S = 0.5


async def serve(remote: Remote) -> None:
    """Show a session on the session bus, and pass on what is asked there, until cancelled.

    Raises:
        MachineError: there is no bus, it refuses, or it is gone.
    """
    logging.getLogger("dbus_fast").addHandler(logging.NullHandler())  # else its tracebacks reach the terminal
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # as do those of unsent messages
    bus = await _connected()
    try:
        changing = asyncio.Event()
        player = await _offered(bus, remote, changing)
        await _follow(bus, player, changing)
    finally:
        bus.disconnect()
        with suppress(Exception):  # whichever way, it is over
            gone = bus.wait_for_disconnect()  # type: ignore[no-untyped-call] # the one function untyped there
            await asyncio.wait_for(gone, _FAREWELL_TIMEOUT_S)


async def _connected() -> MessageBus:
    try:
        async with asyncio.timeout(_ANSWER_TIMEOUT_S):
            return await MessageBus(_address()).connect()
    except Exception as error:  # dbus-fast promises no narrower kind
        raise MachineError(f"headset buttons are not connected: no session bus answers ({_reason(error)})") from error


def _address() -> str | None:
    """The bus of the login where the environment names none, as other programs take it; None leaves it to dbus-fast."""
    socket = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    named = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return f"unix:path={socket}" if not named and socket.is_socket() else None


async def _offered(bus: MessageBus, remote: Remote, changing: asyncio.Event) -> Player:
    """The session on the bus, under the name by which desktops find players; a command sets the event soon after."""
    loop = asyncio.get_running_loop()

    def press(command: Command) -> None:
        remote.send(command)
        loop.call_later(_AFTER_COMMAND_S, changing.set)

    player = Player(remote.view, press)
    bus.export(_PATH, Application(press))
    bus.export(_PATH, player)
    name = f"org.mpris.MediaPlayer2.coach.instance{os.getpid()}"
    try:
        reply = await bus.request_name(name, NameFlag.DO_NOT_QUEUE)
    except Exception as error:  # as above
        raise MachineError(f"headset buttons are not connected: the session bus refuses ({_reason(error)})") from error
    if reply is not RequestNameReply.PRIMARY_OWNER:
        raise MachineError(f"headset buttons are not connected: another program has the name {name}")
    return player


async def _follow(bus: MessageBus, player: Player, changing: asyncio.Event) -> None:
    while bus.connected:
        with suppress(TimeoutError):
            await asyncio.wait_for(changing.wait(), _POLL_S)
        changing.clear()
        player.announce()
    raise MachineError("headset buttons are no longer connected: the session bus is gone")


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
