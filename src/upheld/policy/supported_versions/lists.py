"""Lists of supported versions: `- 2.x: supported`, `- ✅ 1.4`, or bare versions under a sentence that says so."""

from collections.abc import Iterator

from upheld.model import Location
from upheld.patterns import pattern
from upheld.policy.document import Document, Heading, Prose
from upheld.policy.supported_versions.foreign import own_names, speaks_of_a_platform
from upheld.policy.supported_versions.rows import Row
from upheld.policy.supported_versions.support_words import Support, is_mark, read_support
from upheld.policy.supported_versions.version_words import read_scope
from upheld.policy.wording import Wording
from upheld.versions import Branch, Scope

HEADING = Wording(r"\b(?:un)?support\w*\b|\bversions?\b|\breleases?\b|\bmaintained\b|\bmaintenance\b|\blife\s?cycle\b")
NOT_HEADING = Wording(r"\b(?:history|report\w*|changelog|getting|contact|notes|process|questions?|affected)\b")
_PARTS = pattern(r"(?::\s|\s[-–—=→|]+\s|\s\(|\bis\b|\bare\b|,\s)\s*")
_FROM_A_BRANCH_ONLY = Wording(
    r"\b(?P<name>main|master|trunk|develop)\b(?:\s+branch)?\s+only|\A(?>.*?\bonly\b).*\b(?P<other>main|master|trunk|develop)\b"
)
_NOT_RELEASED = Wording(r"\bunreleased\b|\bnot\s+(?:yet\s+)?released\b")
_INTRODUCES_SUPPORTED = Wording(r"\bsupport\w*\b|\bmaintain\w*\b|\bsecurity\b|\breceiv\w+\b")
_INTRODUCES_UNSUPPORTED = Wording(
    r"\bnot\b|n['’]t\b|\bno\s+longer\b|\bnever\b|\bun-?(?:supported|maintained)\b|\bend[\s-]of[\s-]life\b|\beol\b|"
    r"\bdeprecated\b|\bretired\b"
)
_SAID_AFTER = pattern(r"(?::\s|\s[-–—=→|]+\s)\s*")
_SUPPORT_HEADING = Wording(
    r"\W*(?:(?:currently|actively|still)\s+)?(?P<no>un-?|not\s+|no\s+longer\s+)?(?:supported|maintained)"
    r"(?:\s+(?:versions?|releases?|branches|series|lines))?\W*$"
)
_MOST_WORDS, _MOST_BARE_WORDS = 7, 4


def speaks_of_support(block: Prose) -> bool:
    """Tell whether a block stands under a heading about versions or support."""
    return any(HEADING.search(h.text) and not NOT_HEADING.search(h.text) for h in block.headings[-2:])


def list_rows(document: Document) -> tuple[Row, ...]:
    """Return what each item says, in lists under a heading about versions or support.

    Lists that only name what is not supported say nothing of what is.
    """
    pairs = tuple(_all_rows(document))
    only_denied = all(introduced and not row.support.supported for introduced, row in pairs)
    return () if only_denied else tuple(row for _, row in pairs)


def _all_rows(document: Document) -> Iterator[tuple[bool, Row]]:
    """Yield each row, and whether only the sentence before its list says whether it is supported."""
    names = own_names(document)
    introduced: Support | None = None
    headings: tuple[Heading, ...] = ()
    for block in document.prose:
        if not block.is_item or block.headings != headings:
            headings, introduced = block.headings, _introduced(block)
        if not block.is_item:
            continue
        if speaks_of_support(block) and not speaks_of_a_platform(f"{block.heading} {block.text}", names):
            row = _item_row(document, block, introduced)
            if row:
                yield row.support is introduced, row


def _introduced(block: Prose) -> Support | None:
    """Return what the sentence before a list, else the heading above it, says of its bare items."""
    if not block.is_item and block.text.rstrip().endswith(":"):
        if not _INTRODUCES_SUPPORTED.search(block.text):
            return None
        return Support(supported=not _INTRODUCES_UNSUPPORTED.search(block.text))
    headed = _SUPPORT_HEADING.match(block.heading)
    return Support(supported=not headed["no"]) if headed else None


def _item_row(document: Document, block: Prose, introduced: Support | None) -> Row | None:
    text = block.text.strip()
    version, said = _parted(text)
    scope = read_scope(version)
    if scope is None or len(version.split()) > _MOST_WORDS:
        return None
    branch = _FROM_A_BRANCH_ONLY.search(said.lower())
    if branch and _NOT_RELEASED.search(said.lower()):
        name = branch["name"] or branch["other"]
        return _row(document, block, name, Branch(name), Support(supported=True), denied=scope)
    bare = not said and len(version.split()) <= _MOST_BARE_WORDS
    support = read_support(said) or (introduced if bare else None)
    return _row(document, block, version, scope, support) if support else None


def _row(
    document: Document, block: Prose, text: str, scope: Scope, support: Support, denied: Scope | None = None
) -> Row:
    last = block.lines[-1].number
    return Row(
        location=Location(document.path, block.line),
        text=text,
        scope=scope,
        support=support,
        denied=denied,
        end_line=last,
    )


def _parted(text: str) -> tuple[str, str]:
    """Part an item into the words for the version and what is said of it."""
    first, _, rest = text.partition(" ")
    if is_mark(first):
        return _beside_a_mark(rest, first)
    last_space = text.rfind(" ")
    if is_mark(text[last_space + 1 :]):
        return _beside_a_mark(text[:last_space], text[last_space + 1 :])
    parts = _PARTS.split(text, maxsplit=1)
    return parts[0].strip(), parts[1] if len(parts) > 1 else ""


def _beside_a_mark(text: str, mark: str) -> tuple[str, str]:
    version, *said = _SAID_AFTER.split(text.strip(" :-–—"), maxsplit=1)
    if said and read_support(said[0]) and not read_scope(said[0]):
        return version.rstrip(), f"{mark} {said[0]}"
    return text.strip(" :-–—"), mark
