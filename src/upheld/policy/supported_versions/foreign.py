"""Which statements about versions speak of something else: Python, Node.js, Kubernetes."""

import re
from collections.abc import Iterable

from upheld.patterns import pattern
from upheld.policy.document import Document, Table
from upheld.policy.wording import Wording

_PLATFORM_NAMES = (
    r"python|cpython|pypy|node(?:\.?js)?|npm|yarn|pnpm|deno|bun|go(?:lang)?|rust|rustc|cargo|msrv|toolchains?|java|jdk|jre|jvm|openjdk|"
    r"kotlin|scala|php|ruby|jruby|perl|\.net(?:\s+(?:core|framework|standard))?|dotnet|c\#|typescript|ecmascript|swift|xcode|ios|"
    r"ipados|macos|os\s*x|windows|linux|ubuntu|debian|alpine|fedora|centos|rhel|android|kubernetes|k8s|helm|docker|podman|"
    r"postgres(?:ql)?|mysql|mariadb|sqlite|redis|mongodb|elasticsearch|opensearch|kafka|nginx|apache|django|rails|laravel|"
    r"symfony|spring(?:\s+boot)?|react|angular|vue|wordpress|chrome|chromium|firefox|safari|edge|browsers?|erlang|otp|"
    r"numpy|pytorch|tensorflow|cuda|terraform|ansible|protocol|tls|openssl|gradle|maven|vs\s?code|electron"
)
_MOST_PARAGRAPHS, _LONGEST = 10, 1000
"""What introduces a table stands shortly before it, in words that a reader can take in."""
_PLATFORM = pattern(rf"(?<![\w.-])({_PLATFORM_NAMES})(?![\w-])", re.IGNORECASE)
# The other expressions are asked of texts whose platforms are marked: to name them all in each takes long to compile.
_MARKED = r"\0([^\0]+)\0"
_ITS_VERSIONS = Wording(
    rf"{_MARKED}(?:\(s\))?\s+(?:(?:minor|major|release|language|runtime|sdk)\s+)?"
    rf"(?:versions?|releases?|compatibility|support)(?![\w-])|\bversions?\s+of\s+{_MARKED}"
)
_RUNS_ON = Wording(
    rf"\b(?:minimum|required?|requires|runs?\s+on|compatible\s+with|tested\s+(?:with|on|against)|depends\s+on)\b"
    rf"(?:\s+\w+){{0,4}}?\s+{_MARKED}|\bsupports?\s+{_MARKED}\s+(?:versions?\s+)?v?\d|\bsupported\s+{_MARKED}"
)
_NUMBERED = Wording(rf"(?<!/){_MARKED}[\s@]v?\d")
_INTRODUCED = Wording(
    rf"\b(?:minimum|supported)\s+(?:(?:supported|required|minimum)\s+)?{_MARKED}\s+versions?\b"
    rf"|^\W*{_MARKED}\s+versions?\s+(?:that|which)\b.*\bsupport"
)


def speaks_of_a_platform(text: str, own_names: frozenset[str]) -> bool:
    """Tell whether words speak of the versions of a platform that is not the project itself."""
    marked = _marked(text)
    matches = [*_ITS_VERSIONS.all(marked), *_RUNS_ON.all(marked), *_NUMBERED.all(marked)]
    names = {next(filter(None, match.groups())).lower() for match in matches}
    return bool(names - own_names)


def _marked(text: str) -> str:
    return _PLATFORM.sub("\0\\1\0", text.replace("\0", " "))


def own_names(document: Document) -> frozenset[str]:
    """Return the platforms that the document's title claims to be about: its own project."""
    titles = (block.headings[0].text for block in document.blocks[:1] if block.headings)
    return frozenset(name.lower() for title in titles for name in _PLATFORM.findall(title))


def lists_platforms(cells: Iterable[str]) -> bool:
    """Tell whether most of a column's cells name platforms: a table of what the project runs on."""
    texts = [cell for cell in cells if cell]
    return bool(texts) and 2 * sum(bool(_PLATFORM.match(text.strip())) for text in texts) > len(texts)


def about_a_platform(document: Document, table: Table, column_title: str) -> bool:
    """Tell whether a table of versions speaks of a platform: by its column, its heading, or the words before it."""
    names = own_names(document)
    before = [block for block in document.prose if block.headings == table.headings and block.line < table.line]
    titled = _PLATFORM.fullmatch(column_title.strip())
    if (titled and titled[0].lower() not in names) or speaks_of_a_platform(column_title, names):
        return True
    introduced = (_INTRODUCED.search(_marked(block.text[:_LONGEST])) for block in before[-_MOST_PARAGRAPHS:])
    return speaks_of_a_platform(table.heading, names) or any(
        m and (m[1] or m[2]).lower() not in names for m in introduced
    )
