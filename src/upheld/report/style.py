"""How text looks on a terminal, and how text from outside is made harmless there."""

import re
from dataclasses import dataclass

_CODES = {"red": "31", "yellow": "33", "green": "32", "blue": "34", "magenta": "35", "bold": "1", "dim": "2"}
# C0 and C1 controls could repaint the terminal, bidi controls reorder what is read (Unicode TR36, "Trojan Source"),
# line separators end a line where a workflow command could begin, and surrogates (a file name's bytes) cannot be written.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Style:
    """Whether colours and links are wanted."""

    colour: bool = False

    def __call__(self, text: str, *looks: str) -> str:
        """Return the text in these looks: `bold`, `red`, ..."""
        if not self.colour or not looks:
            return text
        codes = ";".join(_CODES[look] for look in looks)
        return f"\x1b[{codes}m{text}\x1b[0m"

    def link(self, text: str, address: str) -> str:
        """Return the text as a hyperlink (OSC 8)."""
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if self.colour else text


PLAIN = Style()


def printable(text: str) -> str:
    """Return text from outside with every character that a terminal would obey made visible."""
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", text.replace("\t", "    "))


def one_line(text: str) -> str:
    """Return text from outside on one line, printable."""
    return printable(" ".join(text.splitlines()))
