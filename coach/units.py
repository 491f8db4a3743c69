"""Units of time and level: what they are and the one place where they are converted."""

import math
import re

SAMPLE_RATE = 44_100
"""Samples per second of every score and clip: the rate every phone plays without resampling."""

_LUFS_OFFSET = -0.691
"""What BS.1770 adds, so that a sine of 1 kHz at full scale has -3.01 LUFS."""
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{2})", re.ASCII)
_WORDED = re.compile(  # the digits are bounded, so that a float holds them
    r"(?:(\d{1,6}(?:\.\d{1,3})?) ?(?:min|mins|minutes?))?"
    r" ?(?:(\d{1,12}(?:\.\d{1,3})?) ?(?:s|sec|secs|seconds?))?",
    re.ASCII,
)


def s_to_samples(seconds: float) -> int:
    """Seconds to the nearest whole sample."""
    return round(seconds * SAMPLE_RATE)


def samples_to_s(samples: int) -> float:
    """Samples to seconds."""
    return samples / SAMPLE_RATE


def samples_to_ms(samples: int) -> int:
    """Samples to the nearest millisecond, the unit of ID3 frames."""
    return round(samples * 1000 / SAMPLE_RATE)


def db_to_gain(level_db: float) -> float:
    """Decibels to a linear factor of amplitude."""
    return float(10 ** (level_db / 20))


def gain_to_db(gain: float) -> float:
    """A linear factor of amplitude to decibels; 0 becomes -inf."""
    return 20 * math.log10(gain) if gain > 0 else -math.inf


def power_to_lufs(power: float) -> float:
    """K-weighted mean square of one channel to LUFS (BS.1770-4); 0 becomes -inf."""
    return _LUFS_OFFSET + 10 * math.log10(power) if power > 0 else -math.inf


def lufs_to_power(lufs: float) -> float:
    """LUFS to the K-weighted mean square of one channel."""
    return float(10 ** ((lufs - _LUFS_OFFSET) / 10))


def time_to_s(text: str) -> float:
    """A written time to seconds: `20 s`, `1.5 min`, `1 min 30 s`, `9:30`, `1:02:03`.

    Raises:
        ValueError: the text is not a time.
    """
    if clock := _CLOCK.fullmatch(text.strip()):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if seconds >= 60 or (clock[1] and minutes >= 60):
            raise ValueError(text)
        return float(hours * 3600 + minutes * 60 + seconds)
    worded = _WORDED.fullmatch(text.strip())
    if not worded or not any(worded.groups()):
        raise ValueError(text)
    return float(worded[1] or 0) * 60 + float(worded[2] or 0)


def s_to_clock(seconds: float) -> str:
    """Seconds to `m:ss`, or `h:mm:ss` from one hour on, to the nearest second."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def ms_to_clock(time_ms: int) -> str:
    """Milliseconds to `hh:mm:ss.mmm`, as WebVTT, Vorbis comments and RFC 2326's normal play time write them."""
    seconds, milliseconds = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{milliseconds:03}"
