"""`Cargo.toml`: the transports that are built in, which the features of the MCP crate tell."""

from collections.abc import Iterator

from upheld.exposure import Offer, Says, Weight
from upheld.facts.exposure.manifests.choice import Choice
from upheld.facts.exposure.manifests.manifest import Manifest
from upheld.items import Item, Pair

_SOURCE = "Cargo.toml"
_CRATE = "rmcp"
_STDIO = frozenset({"transport-io", "transport-async-rw"})
_NETWORK = frozenset({
    "transport-streamable-http-server", "transport-streamable-http-server-session", "transport-sse-server",
    "transport-ws", "transport-streamable-http-server-stateless",
})  # fmt: skip
_FRAMEWORKS = frozenset({
    "axum", "axum-server", "actix-web", "actix-server", "warp", "rocket", "tide", "poem", "salvo", "tonic", "tiny_http", "rouille",
    "gotham", "nickel", "hyper-server", "tokio-tungstenite", "tungstenite", "quinn", "jsonrpsee-server", "jsonrpsee", "rmcp-actix-web",
    "pingora", "pavex", "loco-rs", "leptos_axum", "shuttle-axum", "lambda_http", "viz", "ntex", "thruster", "dropshot", "russh",
})  # fmt: skip


def cargo_offers(manifest: Manifest) -> Iterator[Offer]:
    """Yield what the features of the MCP crate say; other files of the workspace may add to them."""
    package = next((each for each in manifest.project.cargo if each.path == manifest.path), None)
    if package is None:
        return
    found = list(_dependencies(package.root))
    asked = [pair for pair in found if _name(pair) == _CRATE]
    if not asked:
        return
    line = asked[0].line
    features = {each.value for pair in asked for each in _features(pair.item)}
    features |= _inherited(manifest) if any(_is_inherited(pair.item) for pair in asked) else set[str]()
    optional = sorted({each for each in _switched_on(package.root) if each in _NETWORK})
    network = sorted(features & _NETWORK)
    if network or optional:
        text = f"{_CRATE} with {(network or optional)[0]}"
        choice = Choice(Says.NETWORK, Weight.WEAK, text if network else f"{text}, by a feature of its own")
        yield manifest.offer(_SOURCE, choice, line, subject=package.within("package", "name").value)
    elif features & _STDIO:
        framework = next((_name(pair) for pair in found if _name(pair) in _FRAMEWORKS), None)
        framework = framework or _beside(manifest)
        says, weight = (Says.STDIO, Weight.MEDIUM) if framework else (Says.NOTHING_TO_LISTEN, Weight.STRONG)
        beside = f", beside {framework}" if framework else " and no transport of the network"
        choice = Choice(says, weight, f"{_CRATE} with {min(features & _STDIO)}{beside}")
        yield manifest.offer(_SOURCE, choice, line, subject=package.within("package", "name").value)


def _dependencies(root: Item) -> Iterator[Pair]:
    """Yield what the software itself is built with: not its tests, not its build."""
    for table in (root, *(pair.item for pair in _pairs(root.get("target")))):
        yield from _pairs(table.get("dependencies"))


def _beside(manifest: Manifest) -> str | None:
    """Return another package of the workspace that is built with a transport of the network: features add up."""
    for package in manifest.project.cargo:
        features = {each.value for pair in _dependencies(package.root) for each in _features(pair.item)}
        if package.path != manifest.path and (features | set(_switched_on(package.root))) & _NETWORK:
            return package.path
    return None


def _inherited(manifest: Manifest) -> set[str]:
    """Return the features that the workspace asks of the crate."""
    return {
        each.value
        for package in manifest.project.cargo
        for pair in package.within("workspace", "dependencies").pairs
        if _name(pair) == _CRATE
        for each in _features(pair.item)
    }


def _switched_on(root: Item) -> Iterator[str]:
    """Yield the features of the crate that features of the package switch on: `rmcp/transport-io`."""
    for pair in _pairs(root.get("features")):
        for each in pair.item.items:
            crate, slash, feature = each.value.partition("/")
            if slash and crate.rstrip("?") == _CRATE:
                yield feature


def _name(pair: Pair) -> str:
    return pair.item.text("package") or pair.key


def _features(item: Item) -> tuple[Item, ...]:
    found = item.get("features")
    return found.items if found else ()


def _is_inherited(item: Item) -> bool:
    return (item.text("workspace") or "").lower() == "true"


def _pairs(item: Item | None) -> tuple[Pair, ...]:
    return item.pairs if item else ()
