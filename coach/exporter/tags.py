"""What a player shows of an MP3: title, chapters, cover and the words as they are spoken."""

from mutagen.id3 import (
    APIC,
    CHAP,
    CTOC,
    ID3,
    PRIV,
    SYLT,
    TALB,
    TCON,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    TRCK,
    USLT,
    CTOCFlags,
    Encoding,
    PictureType,
)

from coach.exporter.track import ARTIST, GENRE, LANGUAGES, Track, chapters, plain_words
from coach.score import Score, Section, Speech
from coach.units import samples_to_ms

_NO_OFFSET = 0xFFFFFFFF


def tags(track: Track) -> ID3:
    """The ID3 tag of an exported score."""
    tag = ID3()
    score = track.score
    language = LANGUAGES.get(score.language, "und")
    for frame, text in ((TIT2, score.title), (TPE1, ARTIST), (TALB, track.album), (TCON, GENRE)):
        tag.add(frame(encoding=Encoding.UTF16, text=text))
    tag.add(TLEN(encoding=Encoding.LATIN1, text=str(samples_to_ms(score.duration))))
    tag.add(TLAN(encoding=Encoding.LATIN1, text=language))
    tag.add(APIC(encoding=Encoding.LATIN1, mime="image/png", type=PictureType.COVER_FRONT, desc="", data=track.cover()))
    if track.of:
        tag.add(TRCK(encoding=Encoding.LATIN1, text=f"{track.number}/{track.of}"))
    _add_chapters(tag, chapters(score.sections))
    _add_words(tag, score, language)
    return tag


def _add_chapters(tag: ID3, sections: list[Section]) -> None:
    """One CHAP frame for each section, in order.

    mutagen writes frames of one kind by their size and, among equals, by their identifier; a filler makes
    their sizes equal, because some players list chapters as they stand in the file.
    """
    sizes = [len(section.title.encode("utf-16-le")) for section in sections]
    identifiers = [f"chp{number:04}" for number in range(len(sections))]
    for identifier, section, size in zip(identifiers, sections, sizes, strict=True):
        title = TIT2(encoding=Encoding.UTF16, text=section.title)
        filler = PRIV(owner="coach", data=bytes(max(sizes) - size))
        tag.add(
            CHAP(
                element_id=identifier,
                start_time=samples_to_ms(section.start),
                end_time=samples_to_ms(section.end),
                start_offset=_NO_OFFSET,
                end_offset=_NO_OFFSET,
                sub_frames=[title, filler],
            )
        )
    tag.add(
        CTOC(
            element_id="toc",
            flags=CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED,
            child_element_ids=identifiers,
            sub_frames=[TIT2(encoding=Encoding.LATIN1, text="Chapters")],
        )
    )


def _add_words(tag: ID3, score: Score, language: str) -> None:
    """All that is spoken: timed line by line, and as plain text with a set's counts on one line."""
    spoken = [event for event in score.events if isinstance(event, Speech)]
    if not spoken:
        return
    timed = [(event.utterance.text, samples_to_ms(event.start)) for event in spoken]
    tag.add(SYLT(encoding=Encoding.UTF16, lang=language, format=2, type=1, desc="words", text=timed))
    tag.add(USLT(encoding=Encoding.UTF16, lang=language, desc="", text=plain_words(score)))
