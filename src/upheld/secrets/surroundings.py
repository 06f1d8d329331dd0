"""What a file says of the values in it: that they lock dependencies, are encrypted, are of a test, are a machine's."""

import re
from functools import cached_property

from upheld.nouns import dataclass

_LOCKS = re.compile(
    r"(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.ya?ml|packages\.lock\.json|[\w.-]+\.(?:sum|"
    r"lock)|bun\.lockb?|pylock[\w.]*\.toml|"
    r"\.secrets\.baseline|[\w.-]+\.min\.(?:js|css)|[\w.-]+\.(?:svg|map|snap))$",
    re.IGNORECASE,
)
_TESTS = re.compile(
    r"(?:^|/)(?:(?:[\w-]*[_-])?tests?|unittests?|specs?|__tests__|__mocks__|[\w-]*testdata|[\w-]*fixtures?|"
    r"examples?|samples?|"
    r"demos?|mocks?|e2e|cassettes|docs?|testing|"
    r"test[-_][\w-]+)/|(?:^|/)test_[^/]*$|[._-](?:test|tests|spec|mock|example|sample|template|dist)\.\w+$|(?:^|"
    r"/)(?:readme|changelog)[^/]*$|\.(?:md|rst|adoc|example|sample|template|dist)$",
    re.IGNORECASE,
)
_IN_TESTS = re.compile(
    rb"\b(?:test|tests|testing|example|sample|dummy|fake|mock|demo|insecure|snakeoil|development)|(?:\b|[a-z_])(?:Test|"
    rb"Example|Fake|Mock|Dummy)|_(?:test|TEST)_",
    re.MULTILINE,
)
_ENCRYPTED = (b"$ANSIBLE_VAULT;", b"kind: SealedSecret", b"ENC[AES256_GCM,", b"-----BEGIN AGE ENCRYPTED FILE-----")
_NEAR, _BLOB_BEFORE = 160, 64
_BLOB = re.compile(rb"[A-Za-z0-9+/_\-]{64}")
_LONG_LINE = 1_500


@dataclass(frozen=True)
class Surroundings:
    """A text and where it stands."""

    path: str
    text: bytes

    @cached_property
    def made(self) -> bool:
        """Whether its values are digests or encrypted, so that only what is surely a secret counts."""
        return bool(_LOCKS.search(self.path)) or any(mark in self.text for mark in _ENCRYPTED)

    @cached_property
    def _of_tests(self) -> bool:
        return bool(_TESTS.search(self.path))

    def is_test(self, at: int) -> bool:
        """Tell whether what stands at an offset is for tests or an example."""
        return self._of_tests or _IN_TESTS.search(self.text, max(0, at - _NEAR), at) is not None

    def is_embedded(self, start: int) -> bool:
        """Tell whether a place lies within the base64 of something longer, where any token comes up by chance."""
        return _BLOB.fullmatch(self.text, max(0, start - _BLOB_BEFORE), start) is not None

    def is_packed(self, start: int, end: int) -> bool:
        """Tell whether a place lies in a line that no person wrote: a bundle, an embedded file."""
        before = self.text.rfind(b"\n", max(0, start - _LONG_LINE), start)
        after = self.text.find(b"\n", end, end + _LONG_LINE)
        return before < 0 and after < 0 and start >= _LONG_LINE and len(self.text) - end >= _LONG_LINE
