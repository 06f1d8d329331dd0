"""What a rule says of one key."""

from upheld.check import Verdict
from upheld.facts.keys.key import Key
from upheld.nouns import dataclass

_KINDS = {"api-key": "API key", "ssh-key": "SSH key", "gpg-key": "GPG key", "security.txt": ""}
_LONGEST = 100


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A sentence on a key: actual first, then what was expected."""

    rule: str
    """Which of the rules says it: `too-old`, `unused`, ..."""
    verdict: Verdict
    actual: str
    """The predicate of a sentence whose subject is the key."""
    expected: str = ""
    is_advice: bool = False
    """Whether good practice asks for it and not the policy."""
    is_unsure: bool = False
    """Whether a person has to look at it, so that it breaks nothing."""
    shown: str = ""
    """The date that it rests on, and what that proves."""
    help: str | None = None

    def message(self, key: Key) -> str:
        """Return the whole sentence."""
        return "; ".join(part for part in (f"{called(key)} {self.actual}", self.expected) if part)


def called(key: Key) -> str:
    """Return a key as a sentence names it: deploy key `ci`."""
    kind = _KINDS.get(key.kind, _line(key.kind.replace("-", " ")))
    return f"{kind} `{named(key)}`".strip()


def named(key: Key) -> str:
    """Return a key's name, on one line and without what would end a quotation."""
    return _line(key.name).replace("`", "'")


def _line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _LONGEST else f"{joined[: _LONGEST - 1]}…"
