"""How text looks on a terminal, and how text from outside is made harmless there."""

import re
from typing import NamedTuple

from upheld.patterns import pattern

_CODES = {
    "red": "31",
    "yellow": "33",
    "green": "32",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "bold": "1",
    "dim": "2",
}
# C0 and C1 controls could repaint the terminal, bidi controls reorder what is read (Unicode TR36, "Trojan Source"),
# line separators end a line where a workflow command could begin, surrogates (a file name's bytes) cannot be written,
# and tags, fillers and what has no width hide words from the reader.
_HARMFUL = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    # A runner obeys `##[` wherever it stands in a line.
    r"|(?<=##)\["
)
_COMMAND = pattern(r"^(\s*):(?=:)", re.MULTILINE)


class Style(NamedTuple):
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


def shown(text: str) -> str:
    """Return a text of several lines from outside, printable, so that no line of it is a workflow command."""
    return _COMMAND.sub(r"\1\\u003a", printable(text))


def leading(path: str) -> str:
    """Return a path, with its line or without, as the beginning of a line: none that a runner takes for a command."""
    text = one_line(path)
    return f"./{text}" if text.lstrip().startswith("::") else text


def one_line(text: str) -> str:
    """Return text from outside on one line, printable."""
    return printable(" ".join(text.splitlines()))
