"""What a listener can ask for while the coach talks: the one vocabulary of keys, headset buttons and programs."""

from enum import StrEnum


class Command(StrEnum):
    """One wish; a player takes them in the order in which they come."""

    TOGGLE = "toggle"  # pause, or go on
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"  # exercise
    PREVIOUS = "previous"  # exercise; the present one, where it has begun
    AGAIN = "again"  # this set
    SKIP_REST = "skip rest"
    MORE_REST = "more rest"  # ten seconds
    FASTER = "faster"
    SLOWER = "slower"
    SHIFT_FASTER = "shift faster"  # for the rest of this exercise only
    SHIFT_SLOWER = "shift slower"
    LOUDER = "louder"
    SOFTER = "softer"
    MUSIC = "music"  # off or on
    LEAVE = "leave"
