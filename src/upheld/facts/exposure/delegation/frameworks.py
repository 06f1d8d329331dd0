"""Frameworks that choose the transport themselves: by a variable, by a file of their own, or by what hosts them."""

import re
from collections.abc import Iterator

from upheld.facts.exposure.exposure import Delegation
from upheld.facts.exposure.manifests.project import Project
from upheld.facts.settings.paths import is_for_trial, is_of_others, is_of_tests
from upheld.facts.workflows.scripts import line_of, readable
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.tree import Tree

_MOST_FILES = 2_000
_PYTHON, _NODE = (".py",), (".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs")
_REQUIREMENT = re.compile(r"[\"'\s]*(?P<name>[A-Za-z0-9][\w.-]{0,100})")


@dataclass(frozen=True)
class Framework:
    """A dependency with what hands the choice over to it."""

    dependency: str
    ends: tuple[str, ...]
    imported: "re.Pattern[str]"
    hands_over: "re.Pattern[str]"
    why: str


def _python(dependency: str, module: str, call: str, why: str) -> Framework:
    imported = re.compile(rf"^[ \t]{{0,20}}(?:from|import)[ \t]+{module}\b", re.MULTILINE)
    return Framework(dependency, _PYTHON, imported, re.compile(call, re.MULTILINE), why)


def _node(dependency: str, call: str, why: str) -> Framework:
    imported = re.compile(
        rf"(?:from|import|require\()[ \t]{{0,5}}[\"']{re.escape(dependency)}(?:/[\w/.-]{{1,100}})?[\"']"
    )
    return Framework(dependency, _NODE, imported, re.compile(call, re.MULTILINE), why)


_PLAIN_RUN = (
    r"^[ \t]{0,40}(?:await[ \t]+|return[ \t]+|asyncio\.run\([ \t]{0,5}){0,2}[\w.]{0,80}\.run(?:_async)?\([ \t]{0,5}\)"
)
FRAMEWORKS = (
    _python("fastmcp", "fastmcp", _PLAIN_RUN, "whose plain run() takes the transport from FASTMCP_TRANSPORT"),
    _python(
        "arcade-mcp-server", "arcade_mcp_server", _PLAIN_RUN, "whose run() takes the transport from the command line"
    ),
    _python("golf-mcp", "golf", r"^", "which chooses the transport by golf.json"),
    _node(
        "mcp-framework", r"new\s{1,5}MCPServer\(\s{0,20}\)", "whose server chooses the transport where none is given"
    ),
    _node("@frontmcp/sdk", r"@FrontMcp\b|\bFrontMcpInstance\b", "which starts its own server of HTTP"),
    _node("@frontmcp/core", r"@FrontMcp\b|\bFrontMcpInstance\b", "which starts its own server of HTTP"),
    _node("xmcp", r"^", "which chooses the transport by xmcp.config"),
    _node("mcp-handler", r"\bcreateMcpHandler\b", "whose handler is served by what hosts it"),
    _node("@vercel/mcp-adapter", r"\bcreateMcpHandler\b", "whose handler is served by what hosts it"),
    _node("@rekog/mcp-nest", r"\bMcpModule\.forRoot", "which chooses the transport by the options of its module"),
)
"""By the documentation of each."""


def left_to_frameworks(project: Project, tree: Tree) -> Iterator[Delegation]:
    """Yield the first place of each framework in shipped source where the transport is left to it."""
    known = dependencies(project, tree)
    waiting = [each for each in FRAMEWORKS if each.dependency in known]
    for path in _sources(waiting, tree):
        text = readable(tree, path)
        for framework in [each for each in waiting if text and path.endswith(each.ends)]:
            if text and framework.imported.search(text) and (match := framework.hands_over.search(text)):
                waiting.remove(framework)
                yield Delegation(framework.dependency, Location(path, line_of(text, match.end())), framework.why)
        if not waiting:
            return


def _sources(waiting: list[Framework], tree: Tree) -> list[str]:
    ends = tuple(end for framework in waiting for end in framework.ends)
    if not ends:
        return []
    named = (path for path in tree.paths if path.endswith(ends) and not path.endswith(".d.ts"))
    ours = (path for path in named if not (is_of_others(path) or is_of_tests(path) or is_for_trial(path)))
    return sorted(ours, key=lambda path: (path.count("/"), path))[:_MOST_FILES]


def dependencies(project: Project, tree: Tree) -> frozenset[str]:
    """Return the names of the packages that the software is built with, those for development left out."""
    found: set[str] = set()
    for package in project.node:
        for key in ("dependencies", "peerDependencies", "optionalDependencies"):
            found.update(pair.key for pair in package.within(key).pairs)
    for package in project.python:
        optional = [
            each for pair in package.within("project", "optional-dependencies").pairs for each in pair.item.items
        ]
        listed = [each.value for each in (*package.within("project", "dependencies").items, *optional)]
        found.update(match["name"].lower() for each in listed if (match := _REQUIREMENT.match(each)))
        found.update(pair.key.lower() for pair in package.within("tool", "poetry", "dependencies").pairs)
    for path in tree.paths:
        name = path.rpartition("/")[2]
        if name.startswith("requirements") and name.endswith(".txt") and path.count("/") <= 1:
            lines = (readable(tree, path) or "").splitlines()
            found.update(match["name"].lower() for line in lines if (match := _REQUIREMENT.match(line)))
    return frozenset(found)
