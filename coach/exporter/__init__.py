"""Onto the phone: a score and its clips as one file, or as an album of them."""

from coach.exporter.album import export_album
from coach.exporter.files import FORMATS, check_format, export_file, export_stream, write_wav
from coach.exporter.track import Sound

__all__ = ["FORMATS", "Sound", "check_format", "export_album", "export_file", "export_stream", "write_wav"]
