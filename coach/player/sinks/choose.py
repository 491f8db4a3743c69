"""Devices by their names: those of the system, and those that are none."""

from pathlib import Path

from coach.errors import WishError
from coach.player.sinks.miniaudio import MiniaudioSink, devices
from coach.player.sinks.null import NullSink
from coach.player.sinks.port import Device, Sink
from coach.player.sinks.simpleaudio import SimpleaudioSink, problem_of_simpleaudio
from coach.player.sinks.wav import WavSink

_WAV = "wav:"


def sink_of(name: str, *, overwrite: bool = False) -> Sink:
    """The sink of a name: a device of the system or a part of its name, `simpleaudio`, `null` or `wav:FILE`.

    Raises:
        WishError: a file that exists and may not be overwritten, or none is named.
    """
    if name == "null":
        return NullSink()
    if name == "simpleaudio":
        return SimpleaudioSink()
    if not name.startswith(_WAV):
        return MiniaudioSink(name)
    path = Path(name.removeprefix(_WAV))
    if not path.name:
        raise WishError("no file is named", subject=name, hint="write it as `wav:heard.wav`")
    if path.exists() and not overwrite:
        raise WishError("exists", subject=str(path), hint="name another file")
    if not path.parent.is_dir():
        raise WishError("its folder does not exist", subject=str(path), hint="make it, or name another")
    return WavSink(path, overwrite=overwrite)


def all_devices() -> list[Device]:
    """Everything that `--device` takes, with the reason where it cannot be used."""
    found = devices() or [Device("", "sound device of the system", "none is found")]
    return [
        *found,
        Device("simpleaudio", "the default device, through simpleaudio", problem_of_simpleaudio()),
        Device("wav:FILE", "a WAV file, written as fast as it can be"),
        Device("null", "nowhere, in real time"),
    ]
