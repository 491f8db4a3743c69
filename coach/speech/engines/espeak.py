"""The espeak-ng that comes inside a wheel, as a pyttsx3 driver that has made its sound when it returns."""

import contextlib
import ctypes
import os
import sys
import types
import wave
from typing import Any

DRIVER = "coach_espeak"


def register() -> None:
    """Make `pyttsx3.init(DRIVER)` work, without any system package.

    pyttsx3's own espeak driver loads a system library, lets the synthesis run on a thread of its own and
    returns before the file exists. This one loads the bundled library and synthesises in the call.

    Raises:
        ImportError, OSError, RuntimeError: the library cannot be loaded.
    """
    name = f"pyttsx3.drivers.{DRIVER}"
    _load_library()
    from pyttsx3.drivers import _espeak, espeak

    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS  # the driver's constructor reads it
    module = types.ModuleType(name)
    module.buildDriver = _driver_class(_espeak, espeak)  # type: ignore[attr-defined]
    sys.modules[name] = module


def _load_library() -> None:
    """Have pyttsx3 bind to the bundled library, whatever name it looks for."""
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    loader = ctypes.cdll.LoadLibrary
    ctypes.cdll.LoadLibrary = lambda name: library if "espeak" in str(name) else loader(name)  # type: ignore[method-assign]
    try:
        import pyttsx3.drivers._espeak  # noqa: F401 — binds at import
    finally:
        with contextlib.suppress(AttributeError):
            del ctypes.cdll.LoadLibrary  # the instance's attribute; the class's method comes back


def _driver_class(binding: Any, stock: Any) -> Any:
    class SyncEspeakDriver(stock.EspeakDriver):  # type: ignore[misc]
        """pyttsx3's driver, made synchronous; for files only, and for one thread at a time."""

        def __init__(self, proxy: Any) -> None:
            self._chunks: list[bytes] = []
            self._collecting = False
            super().__init__(proxy)

        def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 — pyttsx3's name
            super().setProperty(name, int(value) if name == "rate" else value)

        def save_to_file(self, text: str, filename: str) -> None:
            self._chunks, self._collecting = [], True
            self._proxy.notify("started-utterance")
            flags = binding.ENDPAUSE | binding.CHARS_UTF8
            error = binding.Synth(str(text).encode("utf-8"), flags=flags)
            self._collecting = False
            if error:
                raise RuntimeError(f"espeak_Synth returned {error}")
            with wave.open(filename, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(_SAMPLE_RATE)
                file.writeframes(b"".join(self._chunks))
            self._proxy.notify("finished-utterance", completed=True)

        def _onSynth(self, wav: Any, numsamples: int, events: Any) -> int:  # noqa: ARG002, N802 — espeak's callback
            if self._collecting and numsamples > 0:
                self._chunks.append(ctypes.string_at(wav, numsamples * 2))
            return 0

        def stop(self) -> None:
            """Nothing runs after a call has returned."""

        def startLoop(self) -> None:  # noqa: N802
            self._proxy.setBusy(False)  # lets pyttsx3 work through its queue

        def endLoop(self) -> None:  # noqa: N802
            """The queue is empty by now."""

    return SyncEspeakDriver


_SAMPLE_RATE = 22_050
"""Of every voice that espeak-ng synthesises by itself."""
