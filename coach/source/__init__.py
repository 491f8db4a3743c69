"""Where a routine's text comes from: a built-in name, a file, a page or standard input, as text."""

from coach.source.loading import STDIN, Source, load_source

__all__ = ["STDIN", "Source", "load_source"]
