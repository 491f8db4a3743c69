"""MP3 as a stream: LAME's frames behind the Info header that tells players the exact length."""

import struct
from typing import BinaryIO

import lameenc

from coach.units import SAMPLE_RATE

BIT_RATE_KBPS = 96
"""Mono without music; constant, because variable bit rates make phones seek seconds off (craft page)."""
QUALITY = 5
"""LAME's own scale, 0 best: 5 takes less than half the time of 2 and sounds the same on speech."""
ENCODER_GAIN = 0.95
"""What LAME multiplies its input with at constant bit rates, and lameenc cannot turn off: -0.45 dB, measured with
sines at 32 to 160 kb/s; it is to be made up before."""
_ENCODER_DELAY = 576
"""Samples LAME puts before the sound; decoders know their own 529."""
_FRAME_SAMPLES = 1152
_FRAME_BYTES = _FRAME_SAMPLES // 8 * BIT_RATE_KBPS * 1000 / SAMPLE_RATE
"""On average: a frame has 313 bytes, or 314 where its padding bit is set."""
_PADDING_BIT = 0b10
_SIDE_INFO_BYTES = 17


class Mp3Writer:
    """Writes mono 16-bit samples at SAMPLE_RATE as MP3 into a file that can seek.

    A first frame is kept free and filled by `close` with the length, a table for seeking and the encoder's
    delay and padding, which lameenc leaves out: with it, decoders give back exactly the samples that went in.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._start = file.tell()
        self._header = b""
        self._bytes = 0
        self._samples = 0
        self._lame = lameenc.Encoder()
        self._lame.silence()
        self._lame.set_in_sample_rate(SAMPLE_RATE)
        self._lame.set_out_sample_rate(SAMPLE_RATE)
        self._lame.set_channels(1)
        self._lame.set_bit_rate(BIT_RATE_KBPS)
        self._lame.set_quality(QUALITY)

    def write(self, pcm: bytes) -> None:
        """Encode 16-bit little-endian samples."""
        self._samples += len(pcm) // 2
        self._take(self._lame.encode(pcm))

    def close(self) -> None:
        """Write what is left, then the header at the beginning."""
        self._take(self._lame.flush())
        end = self._file.tell()
        self._file.seek(self._start)
        self._file.write(self._info_frame())
        self._file.seek(end)

    def _take(self, data: bytearray) -> None:
        if data and not self._header:
            self._header = bytes([data[0], data[1], data[2] & ~_PADDING_BIT, data[3]])
            self._file.write(bytes(int(_FRAME_BYTES)))
        self._file.write(data)
        self._bytes += len(data)

    def _info_frame(self) -> bytes:
        """A frame without sound, in whose place the Info header stands, and LAME's extension of it."""
        frames = round(self._bytes / _FRAME_BYTES)
        padding = frames * _FRAME_SAMPLES - _ENCODER_DELAY - self._samples
        total = int(_FRAME_BYTES) + self._bytes
        info = b"Info" + struct.pack(">III", 0x0F, frames, total)
        info += bytes(part * 256 // 100 for part in range(100))  # constant bit rate: time and bytes go together
        info += struct.pack(">I", 100 - 10 * QUALITY)
        lame = b"LAME3.100" + bytes([1, 0]) + bytes(8) + bytes([0, BIT_RATE_KBPS])
        lame += (_ENCODER_DELAY << 12 | max(0, min(0xFFF, padding))).to_bytes(3, "big")
        lame += bytes(4) + struct.pack(">I", total) + bytes(2)
        frame = self._header + bytes(_SIDE_INFO_BYTES) + info + lame
        frame += struct.pack(">H", _crc16(frame))
        return frame.ljust(int(_FRAME_BYTES), b"\0")


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, the one of the LAME header."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc
