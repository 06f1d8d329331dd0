"""Entry points that do no more than call a dependency."""

import posixpath
import re
import sys
from collections.abc import Iterator

from upheld.facts.exposure.exposure import Delegation
from upheld.facts.exposure.manifests.project import Project, bare_name
from upheld.facts.workflows.scripts import line_of, readable
from upheld.items import Pair
from upheld.model import Location
from upheld.tree import Tree

_LONGEST = 6_000
"""Characters of a file that does no more than hand over."""
_FUNCTION = re.compile(r"(?P<module>[A-Za-z_][\w.]{0,200})\s{0,5}:\s{0,5}[\w.]{1,100}(?:\s{0,5}\[.{0,100}\])?")
_FROM = re.compile(
    r"^[ \t]{0,20}from[ \t]+(?P<module>\.{0,5}[\w.]{0,200})[ \t]+import[ \t]+(?P<names>[^\n#]{1,300})", re.MULTILINE
)
_IMPORT = re.compile(r"^[ \t]{0,20}import[ \t]+(?P<module>[\w.]{1,200})", re.MULTILINE)
_NODE_IMPORT = re.compile(
    r"^[ \t]{0,20}(?:import[ \t]+(?:[\w*{}$,\s]{1,300}?[ \t\n]from[ \t]+)?|(?:(?:const|let|var)[ \t]+[\w{}$,:\s]{1,200}=[ \t]*)?(?:await[ \t]+)?(?:require|import)\()[\"'](?P<name>[^\"'\n]{1,200})[\"']",
    re.MULTILINE,
)
_CALLED = re.compile(
    r"(?P<name>[A-Za-z_$][\w$]{0,100})(?:\.(?:run|main|start|serve|cli|listen|launch|execute|app|connect)){0,2}\("
)
_HANDS_OVER = re.compile(r"(?:run|main|start|serve|cli|app|launch|server|mcp)(?:_?[A-Za-z_]{0,40})?", re.IGNORECASE)
_NODE_OWN = re.compile(
    r"node:|(?:assert|buffer|child_process|crypto|events|fs|http|https|module|net|os|path|process|readline|stream|url|util|worker_threads)(?:/|$)"
)
_SDKS = frozenset(
    {
        "mcp",
        "fastmcp",
        "uvicorn",
        "click",
        "typer",
        "asyncio",
        "anyio",
        "dotenv",
        "rich",
        "uvloop",
        "trio",
        "fire",
        "loguru",
        "structlog",
    }
)
_NODE_SDKS = re.compile(
    r"@modelcontextprotocol/.+|commander|yargs|dotenv.*|express|fastify|hono|@hono/.+|ws|zod|update-notifier|source-map-support.*|semver|meow|cac|chalk"
)
_BUILT = re.compile(r"(?:^|/)(?:dist|build|lib|out|output|bundle|esm|cjs)/")


def python_entries(project: Project, tree: Tree) -> Iterator[Delegation]:
    """Yield commands of pyproject.toml that are functions of another package, or of a file that only calls one."""
    paths = frozenset(tree.paths)
    for package in project.python:
        for table in (("project", "scripts"), ("tool", "poetry", "scripts")):
            for pair in package.within(*table).pairs:
                yield from _python_entry(pair, package.path, package.folder, paths, tree)


def _python_entry(pair: Pair, path: str, folder: str, paths: frozenset[str], tree: Tree) -> Iterator[Delegation]:
    match = _FUNCTION.fullmatch(pair.item.value)
    if match is None:
        return
    top = match["module"].partition(".")[0]
    if not any(part in {top, f"{top}.py"} for each in paths for part in _python_parts(each)):
        yield Delegation(top, Location(path, pair.line), f"of which the command `{pair.key}` is a function")
        return
    for file in module_files(match["module"], folder):
        if file in paths:
            yield from _python_file(file, paths, tree)
            return


def module_files(module: str, folder: str) -> Iterator[str]:
    """Yield the files in which a module may stand."""
    inner = module.replace(".", "/")
    for base in (
        folder,
        posixpath.join(folder, "src"),
        posixpath.join(folder, "lib"),
        posixpath.join(folder, "python"),
    ):
        yield from (posixpath.normpath(posixpath.join(base, each)) for each in (f"{inner}.py", f"{inner}/__init__.py"))


def _python_parts(path: str) -> tuple[str, ...]:
    return tuple(path.split("/")) if path.endswith(".py") else ()


def _python_file(path: str, paths: frozenset[str], tree: Tree) -> Iterator[Delegation]:
    text = readable(tree, path)
    if not text or len(text) > _LONGEST:
        return
    imports = [(match["module"], match["names"], match.start()) for match in _FROM.finditer(text)]
    bare = [match["module"].partition(".")[0] for match in _IMPORT.finditer(text)]
    tops = {module.partition(".")[0] for module, _, _ in imports} | set(bare)
    others = {top for top in tops if top and top not in sys.stdlib_module_names and top not in _SDKS}
    if "" in tops or any(
        part in (top, f"{top}.py") for top in others for each in paths for part in _python_parts(each)
    ):
        return
    called = {match["name"] for match in _CALLED.finditer(text)}
    for module, names, at in imports:
        top = module.partition(".")[0]
        given = {name.split()[-1] for name in names.strip("() \t").split(",") if name.split()}
        if top in others and any(name in called and _HANDS_OVER.fullmatch(name) for name in given):
            yield Delegation(top, Location(path, line_of(text, at)), "which the entry point only calls")


def node_entries(project: Project, tree: Tree) -> Iterator[Delegation]:
    """Yield the commands of packages whose file only imports another package."""
    paths = frozenset(tree.paths)
    for package in project.node:
        commands = package.within("bin")
        files = [commands.value] if commands.value else [pair.item.value for pair in commands.pairs]
        for file in files:
            path = next((each for each in source_files(file, package.folder) if each in paths), None)
            if path:
                yield from _node_file(path, project, tree)


def source_files(file: str, folder: str) -> Iterator[str]:
    """Yield where the file of a command stands, or the source that it is built from."""
    whole = posixpath.normpath(posixpath.join(folder, file))
    yield whole
    stem = re.sub(r"\.[cm]?[jt]sx?$", "", whole)
    for base in (stem, _BUILT.sub(lambda match: match[0].replace(match[0].strip("/"), "src"), stem, count=1)):
        yield from (f"{base}{end}" for end in (".ts", ".mts", ".tsx", ".js", ".mjs", ".cjs"))


def _node_file(path: str, project: Project, tree: Tree) -> Iterator[Delegation]:
    text = readable(tree, path)
    if not text or len(text) > _LONGEST:
        return
    imports = [(match["name"], match.start()) for match in _NODE_IMPORT.finditer(text)]
    if any(name.startswith((".", "/", "#", "@/", "~")) for name, _ in imports):
        return
    others = [(name, at) for name, at in imports if not (_NODE_OWN.match(name) or _NODE_SDKS.fullmatch(name))]
    names = {_package_of(name) for name, _ in others}
    if len(names) == 1 and bare_name(next(iter(names))) not in project.names:
        yield Delegation(
            next(iter(names)), Location(path, line_of(text, others[0][1])), "which the entry point only starts"
        )


def _package_of(name: str) -> str:
    return "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
