"""Finds the client configurations of a repository and reads each, bounded; one that cannot be read is told as such."""

from collections.abc import Iterator
from functools import lru_cache

from upheld.facts.client_configs.bundle import bundle_servers, is_bundle
from upheld.facts.client_configs.clients import BUNDLE, REGISTRY, Client, client_of
from upheld.facts.client_configs.config import ClientConfig
from upheld.facts.client_configs.documentation import is_document, shown_configs
from upheld.facts.client_configs.registry import is_registry, registry_servers
from upheld.facts.client_configs.servers import servers_in
from upheld.facts.settings.giving import MOST_BYTES
from upheld.facts.settings.jsonc import JsoncError, read_jsonc
from upheld.facts.settings.paths import is_of_others
from upheld.files import UnreadableFileError
from upheld.items import Item
from upheld.tree import Tree

MOST_FILES = 400
MOST_DOCUMENTS = 500


@lru_cache(maxsize=8)
def client_configs(tree: Tree) -> tuple[ClientConfig, ...]:
    """Return every configuration of an MCP client, those in documents last."""
    paths = [path for path in tree.paths if not is_of_others(path)]
    files = [(path, client) for path in paths if (client := client_of(path))]
    found = [config for path, client in files[:MOST_FILES] if (config := _read(tree, path, client))]
    for path, client in files[MOST_FILES : MOST_FILES + 1]:
        found.append(ClientConfig(path, client.name, problem="is not read: there are too many such files"))
    # Those next to the root first: they are what readers see.
    for path in sorted(filter(is_document, paths), key=lambda path: (path.count("/"), path))[:MOST_DOCUMENTS]:
        found += _shown(tree, path)
    return tuple(found)


def _shown(tree: Tree, path: str) -> Iterator[ClientConfig]:
    try:
        text = tree.read_text(path, limit=MOST_BYTES)
    except UnreadableFileError:
        return
    yield from shown_configs(path, text or "")


def _read(tree: Tree, path: str, client: Client) -> ClientConfig | None:
    """Return a configuration; None for a file that only bears the name of one."""
    problem, line = None, 1
    try:
        text = tree.read_text(path, limit=MOST_BYTES)
        root = _root(path, text) if text and text.strip() else None
        return _config(path, root, client) if root else None
    except JsoncError as error:
        problem, line = str(error), error.line
    except UnreadableFileError as error:
        problem = str(error).removeprefix(path).strip()
    except RecursionError:
        problem = "is nested too deeply"
    except ValueError as error:
        # What a parser says may quote the text; only where it is may be told.
        line = getattr(error, "line", 1)
        problem = "is not valid TOML or YAML, or has more than is read"
    return ClientConfig(path, client.name, line=line, problem=problem) if client not in (BUNDLE, REGISTRY) else None


def _root(path: str, text: str) -> Item | None:
    if path.endswith(".toml"):
        from upheld.facts.settings.toml_items import read_toml_items  # noqa: PLC0415 - few repositories have such a file

        return read_toml_items(text)
    if path.endswith((".yaml", ".yml")):
        from upheld.yaml import read_yaml_text  # noqa: PLC0415 - PyYAML takes long to be imported

        return read_yaml_text(text, aliases=True)
    return read_jsonc(text)


def _config(path: str, root: Item, client: Client) -> ClientConfig | None:
    if client is BUNDLE:
        return ClientConfig(path, client.name, tuple(bundle_servers(path, root))) if is_bundle(root) else None
    if client is REGISTRY:
        return ClientConfig(path, client.name, tuple(registry_servers(path, root))) if is_registry(root) else None
    servers = tuple(servers_in(path, root, client))
    return ClientConfig(path, client.name, servers) if servers else None
