"""A drawing as PNG: its SVG, painted by resvg with the font that comes in a wheel."""

from coach.picture.model import Drawing
from coach.picture.svg import to_svg

PNG_WIDTH = 1440
"""Pixels: 190 for each inch of a sheet of A4, and four for each of a small phone's."""
_FAMILY = "Inter"


def to_png(drawing: Drawing, width: int = PNG_WIDTH) -> bytes:
    """A PNG of so many pixels across; the same for the same drawing, whatever fonts the machine has."""
    import fontpkg
    from resvg_py import svg_to_bytes

    return bytes(
        svg_to_bytes(
            svg_string=to_svg(drawing),
            width=width,
            font_files=[str(fontpkg.path(_FAMILY))],
            skip_system_fonts=True,
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    )
