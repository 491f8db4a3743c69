"""The cover: title, length and the whole workout as a timeline, drawn with Pillow."""

import io
import textwrap
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont

from coach.score import Activity, Score, Section, Speech, Stretch
from coach.script import Role
from coach.units import s_to_clock, samples_to_s

SIDE = 1000
"""Width and height of the cover in pixels."""
_BACKGROUND, _INK, _FAINT = "#14202b", "#f4f1ea", "#8fa3b3"
COLOURS = {
    Activity.COUNT: "#f2a541",
    Activity.HOLD: "#e4572e",
    Activity.WORK: "#c65b9b",
    Activity.REST: "#4f9d8f",
}
_SPEECH = "#3c5468"
_MARGIN = 70
_MOST_ROWS = 14


def cover_png(score: Score) -> bytes:
    """The cover of a score: a square PNG, the same for the same score."""
    image = Image.new("RGB", (SIDE, SIDE), _BACKGROUND)
    draw = ImageDraw.Draw(image)
    top = _draw_title(draw, score)
    draw_timeline(draw, score, (_MARGIN, top, SIDE - _MARGIN, SIDE - _MARGIN))
    stream = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(stream, "PNG", optimize=False)
    return stream.getvalue()


def timeline_png(score: Score, *, width: int = 1600) -> bytes:
    """The timeline alone, twice as wide as it is high, with its legend, as a PNG."""
    image = Image.new("RGB", (width, width // 2), _BACKGROUND)
    draw = ImageDraw.Draw(image)
    _legend(draw, score, (40, 30))
    draw_timeline(draw, score, (40, 90, width - 40, width // 2 - 30))
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def draw_timeline(draw: ImageDraw.ImageDraw, score: Score, box: tuple[int, int, int, int]) -> None:
    """One row for each section, all on the same scale: what is said, counted, held and rested, with times."""
    left, top, right, bottom = box
    rows = _rows(score.sections)
    height = (bottom - top) / len(rows)
    size = int(min(26, height * 0.42))
    longest = max(row.end - row.start for row in rows)
    scale = (right - left) / longest
    for number, row in enumerate(rows):
        y = top + number * height
        draw.text((left, y), _fitting(draw, row.title, size, right - left - 110), fill=_INK, font=_font(size))
        clock = s_to_clock(samples_to_s(row.start))
        draw.text((right, y), clock, fill=_FAINT, font=_font(size), anchor="ra")
        bar = y + size * 1.35, y + max(size * 1.35 + 4, height * 0.9)
        for start, end, colour in _spans(score, row):
            x = (left + (start - row.start) * scale, left + (end - row.start) * scale)
            draw.rectangle((x[0], bar[0], max(x[0], x[1] - 1), bar[1]), fill=colour)


def _draw_title(draw: ImageDraw.ImageDraw, score: Score) -> int:
    """Title and length at the top; returns where the next thing may begin."""
    y = _MARGIN
    for line in textwrap.wrap(score.title, 30)[:3]:
        draw.text((_MARGIN, y), line, fill=_INK, font=_font(56))
        y += 66
    draw.text((_MARGIN, y + 6), s_to_clock(samples_to_s(score.duration)), fill=COLOURS[Activity.COUNT], font=_font(44))
    return y + 90


def _legend(draw: ImageDraw.ImageDraw, score: Score, place: tuple[int, int]) -> None:
    x, y = place
    done = [activity for activity in Activity if any(stretch.activity is activity for stretch in score.stretches)]
    legend = [(_SPEECH, "spoken instructions"), *((COLOURS[activity], activity.value) for activity in done)]
    for colour, name in legend:
        draw.rectangle((x, y + 2, x + 26, y + 26), fill=colour)
        draw.text((x + 36, y), name, fill=_INK, font=_font(22))
        x += 70 + int(draw.textlength(name, font=_font(22)))


def _rows(sections: tuple[Section, ...]) -> list[Section]:
    """At most as many rows as can be read; what is left over shares the last."""
    if len(sections) <= _MOST_ROWS:
        return list(sections)
    rest = sections[_MOST_ROWS - 1 :]
    return [*sections[: _MOST_ROWS - 1], Section(f"… and {len(rest)} more", rest[0].start, rest[-1].end)]


def _spans(score: Score, row: Section) -> Iterator[tuple[int, int, str]]:
    """Coloured stretches of a row, what is done over what is said."""
    for event in score.events:
        if isinstance(event, Speech) and event.role not in (Role.COUNT, Role.FORM) and _within(event, row):
            yield event.start, event.end, _SPEECH
    for stretch in score.stretches:
        if _within(stretch, row):
            yield stretch.start, stretch.end, COLOURS[stretch.activity]


def _within(span: Speech | Stretch, row: Section) -> bool:
    return row.start <= span.start < row.end


def _fitting(draw: ImageDraw.ImageDraw, text: str, size: int, width: int) -> str:
    while draw.textlength(text, font=_font(size)) > width and len(text) > 2:
        text = text[:-2].rstrip() + "…"
    return text


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
