"""The cover of a file: the score's drawing as a PNG of few colours."""

import io

from PIL import Image

from coach.exporter.squares import LARGE
from coach.picture import draw_cover, to_png
from coach.score import Score

_COLOURS = 48


def cover_png(score: Score) -> bytes:
    """The cover of a score: a square PNG of LARGE pixels, the same for the same score."""
    with Image.open(io.BytesIO(to_png(draw_cover(score), LARGE))) as image:
        few = image.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    few.save(stream, "PNG", optimize=False)
    return stream.getvalue()
