"""The client configurations that documents show, as blocks of code: what readers copy."""

import re
from collections.abc import Iterator

from upheld.facts.client_configs.clients import ANY_CLIENT
from upheld.facts.client_configs.config import ClientConfig
from upheld.facts.client_configs.servers import servers_in
from upheld.facts.settings.jsonc import JsoncError, read_jsonc
from upheld.items import Item

_DOCUMENT = re.compile(r"(?:.*/)?[^/]+\.(?:md|mdx|markdown)", re.IGNORECASE)
_FENCE = re.compile(
    r"^(?P<indent>[ \t>]{0,24})(?P<fence>`{3,20}|~{3,20})[ \t]*(?P<language>[\w+-]{0,20})[^\n]*$", re.MULTILINE
)
_SHOWS = re.compile(r'"(?:mcpServers|context_servers|servers|mcp)"\s{0,20}:|^\s{0,20}\[mcp_servers\.', re.MULTILINE)
_JSON, _TOML = frozenset({"json", "jsonc", "json5", ""}), frozenset({"toml"})
MOST_BLOCKS = 200
_LONGEST_BLOCK = 20_000


def is_document(path: str) -> bool:
    """Tell whether a file is a document whose blocks of code are read."""
    return _DOCUMENT.fullmatch(path) is not None


def shown_configs(path: str, text: str) -> Iterator[ClientConfig]:
    """Yield the configuration in each block of code that is one; what is no more than a part of one is passed over."""
    text = text.replace("\r\n", "\n")
    if not _SHOWS.search(text):
        return
    for line, language, code in _blocks(text):
        root = _root(language, code, line) if _SHOWS.search(code) else None
        servers = tuple(servers_in(path, root, ANY_CLIENT)) if root else ()
        if servers:
            yield ClientConfig(path, ANY_CLIENT.name, servers, line, in_documentation=True)


def _root(language: str, code: str, line: int) -> Item | None:
    try:
        if language in _TOML:
            from upheld.facts.settings.toml_items import read_toml_items  # noqa: PLC0415 - few documents show TOML

            return read_toml_items(code, first_line=line)
        return read_jsonc(code, first_line=line) if language in _JSON else None
    except (JsoncError, ValueError, RecursionError):
        return None


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the line, the language and the text of blocks between fences."""
    count = line = counted = 0
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence["fence"].startswith(opened["fence"]) and not fence["language"]:
            line += text.count("\n", counted, opened.end())
            counted = opened.end()
            code = text[opened.end() + 1 : fence.start()]
            if len(code) <= _LONGEST_BLOCK:
                yield line + 2, opened["language"].lower(), _unquoted(code, opened["indent"])
            opened, count = None, count + 1
            if count >= MOST_BLOCKS:
                return


def _unquoted(code: str, indent: str) -> str:
    """Return the lines of a block without the marks of a quote around it."""
    if ">" not in indent:
        return code
    return "\n".join(line.lstrip(" \t>") for line in code.split("\n"))
