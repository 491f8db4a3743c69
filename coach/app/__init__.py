"""The use cases, a few calls from a text to a file; the one place that joins the rooms."""

from coach.app.composing import compose
from coach.app.explaining import Explained, explained, length, sums
from coach.app.exporting import Exported, check_encoder, export, export_to, export_workout, say
from coach.app.music import Music
from coach.app.picturing import Pictured, picture
from coach.app.progress import Progress
from coach.app.sampling import compose_sample
from coach.app.shelves import Listed, built_in
from coach.app.sources import Checked, check, check_text, format_routine, import_routine, read, rewrite
from coach.app.voices import clip_cache, open_voice, voices

__all__ = [
    "Checked",
    "Explained",
    "Exported",
    "Listed",
    "Music",
    "Pictured",
    "Progress",
    "built_in",
    "check",
    "check_encoder",
    "check_text",
    "clip_cache",
    "compose",
    "compose_sample",
    "explained",
    "export",
    "export_to",
    "export_workout",
    "format_routine",
    "import_routine",
    "length",
    "open_voice",
    "picture",
    "read",
    "rewrite",
    "say",
    "sums",
    "voices",
]
