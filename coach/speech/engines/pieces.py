"""A text in pieces that a network can say one by one in little memory."""

import re

_CLAUSE_END = re.compile(r"(?<=[,;:]) ")


def pieces(text: str, *, longest: int) -> list[str]:
    """The text in pieces of at most so many characters, cut at clauses, if need be between words.

    A word that is longer stays whole.
    """
    parts = [""]
    for clause in _CLAUSE_END.split(text):
        for word in [clause] if len(clause) <= longest else clause.split(" "):
            if parts[-1] and len(parts[-1]) + 1 + len(word) > longest:
                parts.append(word)
            else:
                parts[-1] = f"{parts[-1]} {word}".strip()
    return parts
