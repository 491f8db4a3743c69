"""Onto the phone: a score and its clips as one file that appears whole or not at all."""

from coach.exporter.files import FORMATS, export_file, write_wav

__all__ = ["FORMATS", "export_file", "write_wav"]
