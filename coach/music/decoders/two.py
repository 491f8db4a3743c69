"""Any number of channels as two."""

import numpy as np

from coach.audio.backing import Stereo

_OTHERS = np.float32(0.7)


def on_two_channels(sound: Stereo) -> Stereo:
    """Sound of shape (n, channels) as (n, 2): one channel on both, and what is beyond two softer on both."""
    channels = sound.shape[1]
    if channels == 2:
        return sound
    if channels == 1:
        return np.repeat(sound, 2, axis=1)
    return np.asarray(sound[:, :2] + _OTHERS * sound[:, 2:].mean(axis=1, keepdims=True), np.float32)
