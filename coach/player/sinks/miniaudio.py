"""The system's sound devices, through miniaudio."""

import contextlib
import sys
from collections.abc import Generator
from functools import cache

from coach.errors import MachineError
from coach.player.sinks.port import Device, Take
from coach.units import SAMPLE_RATE, s_to_samples

_PERIOD_MS = 20
_PERIODS = 2
"""Two periods of twenty milliseconds: a wish is heard within them, and a busy machine does not get behind."""
_OPENING_S = 0.06
"""Silence before the first sample: PulseAudio loses some milliseconds while it opens a stream."""
_SWITCH_S = 0.0005
"""How long another thread may keep Python from the callback; with its default of 5 ms, two busy threads are heard."""


class MiniaudioSink:
    """A device of the system, by its name or a part of it; the default one where no name is given."""

    waits = False

    def __init__(self, device: str = "") -> None:
        self.name = device or "default device"
        self._wanted = device
        self._device: object | None = None
        self._lost = ""
        self._switch_s = sys.getswitchinterval()

    @property
    def lost(self) -> str:
        """Why it takes nothing any more."""
        return self._lost

    def open(self, take: Take, *, channels: int = 1) -> None:
        """Begin to take samples.

        Raises:
            MachineError: there is no such device, or no device at all.
        """
        import miniaudio

        _quiet_alsa()
        self._lost = ""
        chosen = self._chosen()
        try:
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16,
                nchannels=channels,
                sample_rate=SAMPLE_RATE,
                buffersize_msec=_PERIOD_MS,
                callback_periods=_PERIODS,
                device_id=chosen,
                app_name="coach",
            )
        except miniaudio.MiniaudioError as error:
            raise _no_device(_words(error)) from error
        if device.backend == "Null":  # what it falls back to, without a word
            device.close()
            raise _no_device("the system has no sound device")
        device.stop_callback = self._stopped
        generator = self._samples(take, channels)
        next(generator)
        try:
            device.start(generator)
        except miniaudio.MiniaudioError as error:
            device.close()
            raise _no_device(_words(error)) from error
        self._device = device
        sys.setswitchinterval(_SWITCH_S)

    def close(self) -> None:
        """Stop."""
        device, self._device = self._device, None
        if device is not None:
            sys.setswitchinterval(self._switch_s)
            device.stop_callback = None  # type: ignore[attr-defined]
            device.close()  # type: ignore[attr-defined]

    def _chosen(self) -> object | None:
        """The id of the wished device; None is the default one."""
        if not self._wanted:
            return None
        found = _playbacks()
        names = [str(device["name"]) for device in found]
        exact = [device for device in found if device["name"] == self._wanted]
        alike = [device for device in found if self._wanted.casefold() in str(device["name"]).casefold()]
        if not exact and not alike:
            hint = f"there is {', '.join(f'`{name}`' for name in names)}" if names else "the system names none"
            raise MachineError("no such sound device", subject=self._wanted, hint=f"{hint}; see `coach devices`")
        if not exact and len(alike) > 1:
            fitting = ", ".join(f"`{device['name']}`" for device in alike)
            raise MachineError("fits several sound devices", subject=self._wanted, hint=f"name one of {fitting}")
        self.name = str((exact or alike)[0]["name"])
        return (exact or alike)[0]["id"]

    def _samples(self, take: Take, channels: int) -> Generator[bytes, int, None]:
        count = yield b""
        opening = s_to_samples(_OPENING_S)
        while opening > 0:
            opening -= count
            count = yield bytes(2 * channels * count)
        while True:
            try:
                sound = take(count)
            except Exception as error:  # miniaudio would only print it
                self._lost = f"it failed: {error!r}"
                return
            count = yield sound

    def _stopped(self) -> None:
        self._lost = self._lost or "it was taken away"


def devices() -> list[Device]:
    """The system's sound devices; one with a problem where there are none."""
    with contextlib.suppress(ImportError):
        return [Device(str(device["name"]), "sound device of the system") for device in _playbacks()]
    return []


@cache
def _quiet_alsa() -> object:
    """Keep ALSA from writing on the terminal what it misses, which the caller is told anyway."""
    import ctypes

    handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    ignore = handler(lambda *_: None)
    with contextlib.suppress(OSError, AttributeError):  # no ALSA here
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(ignore)
    return ignore  # kept: ALSA calls it as long as the program runs


def _playbacks() -> list[dict[str, object]]:
    import miniaudio

    _quiet_alsa()
    try:
        found = miniaudio.Devices()
        return [] if found.backend == "Null" else found.get_playbacks()
    except miniaudio.MiniaudioError:
        return []


def _words(error: Exception) -> str:
    """What miniaudio says, with its number for those who look it up."""
    return " ".join(str(part) for part in error.args)


def _no_device(why: str) -> MachineError:
    hint = "connect one, choose another with --device (`coach devices` lists them), or `coach export` a file"
    return MachineError(f"cannot play: {why}", hint=hint)
