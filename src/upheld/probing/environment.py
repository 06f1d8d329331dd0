"""What a server is given of the environment: a place of its own and what is declared, nothing of whoever asks."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from upheld.probing.descendants import printable

# Windows starts hardly a program without these; they say nothing of the user.
_OF_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "COMSPEC", "PATHEXT", "WINDIR")
_SHORTEST_VALUE = 4
_LINE = 160
# A long run of letters and digits in which both occur: it may be a key, and nobody misses a hash.
_MAY_BE_SECRET = re.compile(r"(?=[\w+=.-]{0,400}\d)(?=[\w+=.-]{0,400}[A-Za-z])[\w+=.-]{20,400}", re.ASCII)


def clean(declared: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return the whole environment of a server: `home` is an empty folder, and for its temporary files too."""
    folder = str(home)
    names = _OF_WINDOWS if os.name == "nt" else ()
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "LANG": "C.UTF-8"}
    environment |= dict.fromkeys(("TMPDIR", "TMP", "TEMP", "USERPROFILE") if os.name == "nt" else ("TMPDIR",), folder)
    return environment | dict(declared)


def program(name: str, folder: Path, environment: Mapping[str, str]) -> str | None:
    """Return the program that a command names, seen from a folder; None where there is none that can be run."""
    if os.sep in name or (os.altsep and os.altsep in name):
        return shutil.which(str(folder / name))
    found = shutil.which(name, path=environment["PATH"])
    return str(folder / found) if found else None


def shown(line: str, environment: Mapping[str, str]) -> str:
    """Return a line that a server wrote, fit to be shown: printable, short, without secrets and values it was given."""
    for value in sorted({each for each in environment.values() if len(each) >= _SHORTEST_VALUE}, key=len, reverse=True):
        line = line.replace(value, "[…]")
    text = _MAY_BE_SECRET.sub("[…]", printable(line, 2000))
    if _holds_secret(text):
        return "[it may hold a secret, so it is not shown]"
    return text if len(text) <= _LINE else text[:_LINE] + "…"


def _holds_secret(text: str) -> bool:
    from upheld.secrets import all_rules, scan  # noqa: PLC0415 - needed only where a server fails

    return any(scan(text.encode(), all_rules()))
