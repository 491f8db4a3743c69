"""A score to a picture in a file."""

from pathlib import Path

from coach.files import whole_file
from coach.picture import draw, to_png, to_svg
from coach.score import Score
from coach.target import check_picture_target, writing


def picture(score: Score, path: str | Path, *, force: bool = False) -> Path:
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
    drawing = draw(score)
    data = to_svg(drawing).encode() if target.suffix.lower() == ".svg" else to_png(drawing)
    with writing(target), whole_file(target, overwrite=force) as file:
        file.write(data)
    return target
