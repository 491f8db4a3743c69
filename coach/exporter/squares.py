"""Covers as others want them: square, large for podcast apps, small for a page."""

import io

from PIL import Image

LARGE = 1400
"""Pixels; the least that Apple's directory takes."""
SMALL = 400
_COLOURS = 256


def squared(picture: bytes) -> tuple[bytes, bytes]:
    """A picture as a square PNG of LARGE pixels, and as a WebP of SMALL ones; what is no square gets a margin.

    Raises:
        ValueError: it is no picture that can be read.
    """
    try:
        image = Image.open(io.BytesIO(picture)).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:  # of damaged PNGs
        raise ValueError("no picture") from error
    side = max(image.size)
    square = Image.new("RGB", (side, side), image.getpixel((0, 0)))
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    large, small = (square.resize((pixels, pixels), Image.Resampling.LANCZOS) for pixels in (LARGE, SMALL))
    return _png(large), _webp(small)


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _webp(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=80, method=4)
    return stream.getvalue()
