"""The two interfaces of MPRIS 2.2 that a desktop calls; imported in the buttons' thread only.

The names, types and meanings are those of https://specifications.freedesktop.org/mpris-spec/latest/.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Annotated

from dbus_fast import DBusError, ErrorType, PropertyAccess, Variant
from dbus_fast.annotations import DBusBool, DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from coach.desktop.shown import Track, s_to_us, shown
from coach.player import Command, View

Strings = Annotated[list[str], DBusSignature("as")]
Press = Callable[[Command], None]

_JUMP_US = 1_000_000
"""A position this far from where it was due has jumped; less comes from looking only now and then."""

_read = partial(dbus_property, PropertyAccess.READ)


class Application(ServiceInterface):
    """The program: it can be left, and has no window and no list of tracks.

    Args:
        press: what passes on a command.
    """

    def __init__(self, press: Press) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._press = press

    @dbus_method("Quit")
    def _quit(self) -> None:
        self._press(Command.LEAVE)

    @dbus_method("Raise")
    def _raise(self) -> None:
        """Do nothing, as CanRaise says."""

    @_read("CanQuit")
    def _can_quit(self) -> DBusBool:
        return True

    @_read("CanRaise")
    def _can_raise(self) -> DBusBool:
        return False

    @_read("HasTrackList")
    def _has_track_list(self) -> DBusBool:
        return False

    @_read("Identity")
    def _identity(self) -> DBusStr:
        return "Coach"

    @_read("SupportedUriSchemes")
    def _supported_uri_schemes(self) -> Strings:
        return []

    @_read("SupportedMimeTypes")
    def _supported_mime_types(self) -> Strings:
        return []


class Player(ServiceInterface):
    """The session.

    Args:
        look: what gives the present view.
        press: what passes on a command.
    """

    def __init__(self, look: Callable[[], View], press: Press) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._look = look
        self._press = press
        view = look()
        self._told = shown(view)
        self._told_position_us = s_to_us(view.position_s)
        self._told_at_s = monotonic()

    def announce(self) -> None:
        """Tell every desktop what has changed since the last time, if anything has."""
        view, at_s = self._look(), monotonic()
        now, before = shown(view), self._told
        changed: dict[str, object] = {}
        if now.status != before.status:
            changed["PlaybackStatus"] = now.status
        if now.track != before.track:
            changed["Metadata"] = _metadata(now.track)
        if now.volume != before.volume:
            changed["Volume"] = now.volume
        if changed:
            self.emit_properties_changed(changed)
        passed_us = s_to_us(at_s - self._told_at_s) if before.status == "Playing" else 0
        position_us = s_to_us(view.position_s)
        # a desktop counts on by itself, and from 0 in a new track, which is true of no section but the first
        if now.track.path != before.track.path or abs(position_us - self._told_position_us - passed_us) > _JUMP_US:
            self._seeked(position_us)
        self._told, self._told_position_us, self._told_at_s = now, position_us, at_s

    @dbus_method("Next")
    def _next(self) -> None:
        self._press(Command.NEXT)

    @dbus_method("Previous")
    def _previous(self) -> None:
        self._press(Command.PREVIOUS)

    @dbus_method("Pause")
    def _pause(self) -> None:
        self._press(Command.PAUSE)

    @dbus_method("PlayPause")
    def _play_pause(self) -> None:
        self._press(Command.TOGGLE)

    @dbus_method("Stop")
    def _stop(self) -> None:
        self._press(Command.PAUSE)  # a headset has a stop button too, and leaving would lose her place

    @dbus_method("Play")
    def _play(self) -> None:
        self._press(Command.RESUME)

    @dbus_method("Seek")
    def _seek(self, offset: DBusInt64) -> None:
        """Do nothing, as CanSeek says."""

    @dbus_method("SetPosition")
    def _set_position(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Do nothing, as CanSeek says."""

    @dbus_method("OpenUri")
    def _open_uri(self, uri: DBusStr) -> None:
        raise DBusError(ErrorType.NOT_SUPPORTED, f"Coach opens nothing while it plays, and so not {uri}")

    @dbus_signal("Seeked")
    def _seeked(self, position_us: int) -> DBusInt64:
        return position_us

    @_read("PlaybackStatus")
    def _playback_status(self) -> DBusStr:
        return shown(self._look()).status

    @_read("Metadata")
    def _metadata(self) -> DBusDict:
        return _metadata(shown(self._look()).track)

    @_read("Position")
    def _position(self) -> DBusInt64:
        return s_to_us(self._look().position_s)

    @dbus_property(PropertyAccess.READWRITE, "Volume")
    def _volume(self) -> DBusDouble:
        return shown(self._look()).volume

    @_volume.setter
    def _set_volume(self, volume: DBusDouble) -> None:
        """Go one step louder or softer, whichever way the wished volume lies: the coach has steps only."""
        present = shown(self._look()).volume
        self._told = replace(self._told, volume=volume)  # that desktop believes it now, until told better
        if volume != present:
            self._press(Command.LOUDER if volume > present else Command.SOFTER)

    @dbus_property(PropertyAccess.READWRITE, "Rate")
    def _rate(self) -> DBusDouble:
        return 1.0

    @_rate.setter
    def _set_rate(self, rate: DBusDouble) -> None:
        """Keep the rate, which is no pace; by the specification 0 is a pause."""
        if rate == 0:
            self._press(Command.PAUSE)

    @_read("MinimumRate")
    def _minimum_rate(self) -> DBusDouble:
        return 1.0

    @_read("MaximumRate")
    def _maximum_rate(self) -> DBusDouble:
        return 1.0

    @_read("CanGoNext")
    def _can_go_next(self) -> DBusBool:
        return True

    @_read("CanGoPrevious")
    def _can_go_previous(self) -> DBusBool:
        return True

    @_read("CanPlay")
    def _can_play(self) -> DBusBool:
        return True

    @_read("CanPause")
    def _can_pause(self) -> DBusBool:
        return True

    @_read("CanSeek")
    def _can_seek(self) -> DBusBool:
        return False

    @_read("CanControl")
    def _can_control(self) -> DBusBool:
        return True


def _metadata(track: Track) -> dict[str, Variant]:
    return {
        "mpris:trackid": Variant("o", track.path),
        "mpris:length": Variant("x", track.length_us),
        "xesam:title": Variant("s", track.title),
        "xesam:album": Variant("s", track.album),
        "xesam:artist": Variant("as", ["Coach"]),
        "xesam:trackNumber": Variant("i", track.number),
    }
