"""The command line: words in, words out, and an exit code that says how it went."""

from coach.cli import cache, config, history, listening, phone, playing, publishing, studio, texts, voices
from coach.cli.base import EXIT_INTERRUPTED, EXIT_MACHINE, app, drop_output

__all__ = [
    "EXIT_INTERRUPTED",
    "EXIT_MACHINE",
    "app",
    "config",
    "drop_output",
    "history",
    "listening",
    "phone",
    "playing",
    "publishing",
    "studio",
    "texts",
    "voices",
]

app.add_typer(cache.commands, name="cache", invoke_without_command=True)
