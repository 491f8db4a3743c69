"""MP3 as a stream: LAME's frames behind the Info header that tells players the exact length."""

import struct
from collections.abc import Iterator
from itertools import chain

import lameenc

from coach.exporter.track import Sound
from coach.units import SAMPLE_RATE

BIT_RATES_KBPS = {1: 96, 2: 128}
"""By the number of channels; constant, because variable bit rates make phones seek seconds off (craft page)."""
QUALITY = 5
"""LAME's own scale, 0 best: 5 takes less than half the time of 2 and sounds the same on speech."""
ENCODER_GAIN = 0.95
"""What LAME multiplies its input with at constant bit rates, and lameenc cannot turn off: -0.45 dB, measured with
sines at 32 to 160 kb/s; it is to be made up before."""
_ENCODER_DELAY = 576
"""Samples LAME puts before the sound; decoders know their own 529."""
_LEAST_PADDING = 576
"""Samples LAME puts behind it at least, so that its last window is whole."""
_FRAME_SAMPLES = 1152
_PADDING_BIT = 0b10
_SIDE_INFO_BYTES = {1: 17, 2: 32}


def mp3_frames(sound: Sound) -> Iterator[bytes]:
    """Sound as MP3, piece by piece, from a first frame that says how long it is.

    lameenc leaves that frame out. It has the length, a table for seeking and the encoder's delay and padding,
    after which decoders give back exactly the samples that went in. At a constant bit rate all of that is known
    before, so that a pipe gets the same as a file.
    """
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_in_sample_rate(SAMPLE_RATE)
    lame.set_out_sample_rate(SAMPLE_RATE)
    lame.set_channels(sound.channels)
    lame.set_bit_rate(BIT_RATES_KBPS[sound.channels])
    lame.set_quality(QUALITY)
    has_begun = False
    for data in chain(map(lame.encode, sound.pcm), (lame.flush() for _ in range(1))):
        if data and not has_begun:
            has_begun = True
            yield _info_frame(bytes([data[0], data[1], data[2] & ~_PADDING_BIT, data[3]]), sound)
        yield bytes(data)


def _info_frame(header: bytes, sound: Sound) -> bytes:
    """A frame without sound, in whose place the Info header stands, and LAME's extension of it."""
    kbps = BIT_RATES_KBPS[sound.channels]
    frames = -(-(sound.samples + _ENCODER_DELAY + _LEAST_PADDING) // _FRAME_SAMPLES)
    padding = frames * _FRAME_SAMPLES - _ENCODER_DELAY - sound.samples
    size, left = divmod(_FRAME_SAMPLES // 8 * kbps * 1000, SAMPLE_RATE)
    total = size + frames * size - (1 - frames) * left // SAMPLE_RATE  # some are a byte longer, to meet the bit rate
    info = b"Info" + struct.pack(">III", 0x0F, frames, total)
    info += bytes(part * 256 // 100 for part in range(100))  # constant bit rate: time and bytes go together
    info += struct.pack(">I", 100 - 10 * QUALITY)
    lame = b"LAME3.100" + bytes([1, 0]) + bytes(8) + bytes([0, kbps])
    lame += (_ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    lame += bytes(4) + struct.pack(">I", total) + bytes(2)
    frame = header + bytes(_SIDE_INFO_BYTES[sound.channels]) + info + lame
    frame += struct.pack(">H", _crc16(frame))
    return frame.ljust(size, b"\0")


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, the one of the LAME header."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc
