"""A configuration file that is there, to what it sets. Most repositories have none, and their runs do not import this."""

from datetime import date

from upheld.config import (
    Acknowledged,
    Compromise,
    Config,
    ConfigError,
    DependencySettings,
    KeySettings,
    NetworkSettings,
)
from upheld.config.settings import SETTINGS
from upheld.config.stated import stated_in
from upheld.config.validation import problems_in
from upheld.items import Item
from upheld.model import Location, Waiver


def config_in(path: str, text: str) -> Config | None:
    """Read a file, or return None where it states nothing.

    Raises:
        ConfigError: with every mistake in the file, each with its line and column.
    """
    tree = _parsed(path, text)
    if tree is None:
        return None
    if problems := list(problems_in(path, tree, SETTINGS)):
        raise ConfigError(problems)
    waivers = tree.get("waivers")
    return Config(
        policy=tree.text("policy"),
        select=tree.texts("select"),
        ignore=tree.texts("ignore"),
        waivers=tuple(_waiver(path, item) for item in waivers.items) if waivers else (),
        dependencies=_dependencies(tree.get("dependencies")),
        keys=_keys(path, tree.get("keys")),
        network=_network(path, tree.get("network")),
        evidence=tree.texts("evidence"),
        promises=stated_in(path, tree.get("promises"), text),
        attestations=stated_in(path, tree.get("attestations"), text),
        corrections=stated_in(path, tree.get("corrections"), text),
    )


def _parsed(path: str, text: str) -> Item | None:
    if path.endswith(".toml"):
        from upheld.config.toml_tree import read_toml  # noqa: PLC0415 - one of the two is needed

        return read_toml(text)
    from upheld.config.yaml_tree import read_yaml  # noqa: PLC0415 - one of the two is needed

    return read_yaml(path, text)


def _dependencies(item: Item | None) -> DependencySettings:
    if item is None:
        return DependencySettings()
    return DependencySettings(
        clock=item.text("clock") or DependencySettings().clock,
        due_soon=int(item.text("due_soon") or DependencySettings().due_soon),
        include=item.texts("include"),
        exclude=item.texts("exclude"),
    )


def _keys(path: str, item: Item | None) -> KeySettings:
    if item is None:
        return KeySettings()
    listed = item.get("compromises")
    return KeySettings(
        unused=int(item.text("unused") or KeySettings().unused),
        expires_soon=int(item.text("expires_soon") or KeySettings().expires_soon),
        overlap=int(item.text("overlap") or KeySettings().overlap),
        evidence_age=int(item.text("evidence_age") or KeySettings().evidence_age),
        compromises=tuple(_compromise(path, each) for each in listed.items) if listed else (),
    )


def _compromise(path: str, item: Item) -> Compromise:
    return Compromise(
        key=item.text("key") or "",
        date=date.fromisoformat(item.text("date") or ""),
        reason=item.text("reason") or "",
        location=Location(path, item.line, item.column),
    )


def _network(path: str, item: Item | None) -> NetworkSettings:
    if item is None:
        return NetworkSettings()
    variables, listed = item.get("environment"), item.get("acknowledged")
    return NetworkSettings(
        command=item.texts("command"),
        folder=item.text("folder") or NetworkSettings().folder,
        environment=tuple((pair.key, pair.item.value) for pair in variables.pairs) if variables else (),
        acknowledged=tuple(_acknowledged(path, each) for each in listed.items) if listed else (),
        location=Location(path, item.line, item.column),
    )


def _acknowledged(path: str, item: Item) -> Acknowledged:
    return Acknowledged(
        capability=item.text("capability") or "",
        file=item.text("file") or "",
        reason=item.text("reason") or "",
        owner=item.text("owner") or "",
        location=Location(path, item.line, item.column),
    )


def _waiver(path: str, item: Item) -> Waiver:
    return Waiver(
        rules=(item.text("rule") or "",),
        reason=item.text("reason") or "",
        owner=item.text("owner") or "",
        expires=item.text("until") or date.fromisoformat(item.text("expires") or "").isoformat(),
        subject=item.text("subject"),
        location=Location(path, item.line, item.column),
    )
