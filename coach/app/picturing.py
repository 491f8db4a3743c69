"""A score to a picture in a file."""

from dataclasses import dataclass
from pathlib import Path

from coach.files import whole_file
from coach.picture import Drawing, blanks, draw, to_png, to_svg
from coach.score import Score
from coach.target import check_picture_target, writing


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture that was written; each warning is a sentence."""

    path: Path
    warnings: tuple[str, ...] = ()


def picture(score: Score, path: str | Path, *, force: bool = False) -> Pictured:
    """Draw a score as SVG or PNG, as the path says.

    Args:
        score: what compose gave.
        path: the file, ending in .svg or .png.
        force: overwrite a file that exists.

    Raises:
        WishError: the path cannot be used.
        MachineError: the file cannot be written.
    """
    target = Path(path)
    check_picture_target(target, force=force)
    data, warnings = _written(draw(score), target.suffix.lower())
    with writing(target), whole_file(target, overwrite=force) as file:
        file.write(data)
    return Pictured(target, warnings)


def _written(drawing: Drawing, suffix: str) -> tuple[bytes, tuple[str, ...]]:
    if suffix == ".svg":
        return to_svg(drawing).encode(), ()
    lacking = blanks(drawing)
    said = f"the font of a PNG has no {lacking[:20]}: these are boxes in it, and letters in an .svg"
    return to_png(drawing), (said,) if lacking else ()
