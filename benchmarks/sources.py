"""The files that are scanned in measurements: those of a checkout, or invented source."""

import random
import shutil
from pathlib import Path

_INVENTED = 12_000_000
_FILE = 10_000
_WORDS = (
    "value key token index return self config request response handler name path error result client server context"
    " options secret password author api auth cache event state user default private public string number import"
    " function class const"
).split()
_LINES = (
    "    {a}_{b} = {c}.{d}({e})\n",
    "def {a}_{b}({c}, {d}):\n",
    'const {a}{b} = "{c} {d} {e}";\n',
    "  {a}: {b}\n",
    "// {a} {b} {c} {d} {e}, https://docs.invalid/{a}/{b}\n",
    "  if {a}.{b} == {c}[{d}] {{\n",
    '\t"{a}_{b}": "{c}-{d}",\n',
    "\n",
)


def copy(repository: Path, folder: Path) -> int:
    """Copy the files of a checkout, without git's own, and return their size in bytes."""
    shutil.copytree(repository, folder, ignore=shutil.ignore_patterns(".git"), symlinks=True)
    for path in folder.rglob("*"):
        if path.is_symlink():
            path.unlink()
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def invent(folder: Path) -> int:
    """Write source that speaks of keys and tokens as programs do, and return its size in bytes."""
    chance = random.Random(1)  # noqa: S311 - to be drawn again, not to be secret
    written = 0
    while written < _INVENTED:
        lines: list[str] = []
        while sum(map(len, lines)) < _FILE:
            words = dict(zip("abcde", chance.choices(_WORDS, k=5), strict=True))
            lines += [chance.choice(_LINES).format(**words)]
        text = "".join(lines)
        path = folder / f"folder{written // 500_000}" / f"file{written}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written += len(text)
    return written
