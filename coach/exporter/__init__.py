"""Onto the phone and the watch: a score and its clips as one file, or as an album of them; a workout's steps."""

from coach.exporter.album import export_album
from coach.exporter.files import FORMATS, check_format, export_file, export_stream, write_wav
from coach.exporter.fit import fit_bytes
from coach.exporter.track import Sound

__all__ = ["FORMATS", "Sound", "check_format", "export_album", "export_file", "export_stream", "fit_bytes", "write_wav"]
