"""Files of music as samples at their own rate: one decoder for each library that reads some of them."""

from coach.music.decoders.choose import SUFFIXES, open_decoder
from coach.music.decoders.port import Decoder, UnreadableError

__all__ = ["SUFFIXES", "Decoder", "UnreadableError", "open_decoder"]
