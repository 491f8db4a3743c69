"""Where things are kept, and what a listener wishes for every time: the table of settings, and who is heard first."""

from coach.settings.file import FILE_NAME, SettingsFile, load
from coach.settings.folders import cache_bytes, cache_dir, config_dir, data_dir
from coach.settings.keys import (
    KEYS,
    MUSIC_LEVEL_DB,
    MUSIC_LEVEL_MAX_DB,
    MUSIC_LEVEL_MIN_DB,
    Key,
    key_named,
)
from coach.settings.kinds import NO_MUSIC
from coach.settings.resolve import Claim, Origin, Setting, Settings, Sources, resolve

__all__ = [
    "FILE_NAME",
    "KEYS",
    "MUSIC_LEVEL_DB",
    "MUSIC_LEVEL_MAX_DB",
    "MUSIC_LEVEL_MIN_DB",
    "NO_MUSIC",
    "Claim",
    "Key",
    "Origin",
    "Setting",
    "Settings",
    "SettingsFile",
    "Sources",
    "cache_bytes",
    "cache_dir",
    "config_dir",
    "data_dir",
    "key_named",
    "load",
    "resolve",
]
