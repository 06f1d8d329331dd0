"""How a finding speaks of a value without showing it, and of what belongs in its place."""

import re

from upheld.facts.settings import By, Kind
from upheld_checks.secrets_from_environment.judging import CLIENT, SOURCE, Literal, Sureness

_REFERENCES = {
    "Claude Code": "`${%s}`",
    "VS Code": "`${input:...}` with `password: true`",
    "Cursor": "`${env:%s}`",
    "Windsurf": "`${env:%s}`",
    "Gemini CLI": "`${%s}`",
    "Codex": "its name in `env_vars`",
    "opencode": "`{env:%s}`",
    "MCP registry": "`isSecret: true` and no value",
    "MCP bundle": "`${user_config...}`",
}
_INSTEAD = {
    CLIENT: "a reference or a placeholder",
    Kind.ENV: "`.env` in `.gitignore`, and the name without a value in `.env.example`",
    Kind.TEMPLATE: "a placeholder",
    Kind.COMPOSE: "`${%s}` or `env_file`",
    Kind.DOCKERFILE: "that it is given when the container starts",
    Kind.PIPELINE: "`${{ secrets.%s }}`",
    Kind.KUBERNETES: "`secretKeyRef` or a sealed secret",
    SOURCE: "that it is read from the environment",
}
_NAME = re.compile(r"[A-Z][A-Z0-9_]{1,80}")


def what(literal: Literal) -> str:
    """Return what holds a value, as the beginning of a sentence."""
    setting = literal.setting
    if literal.where == SOURCE:
        return f"the source holds a value ({setting.name})"
    if setting.is_secret:
        return f"{setting.name} is given a value"
    return f"{setting.name} is a value" if setting.by is By.ARGUMENT else f"{setting.name} holds a value"


def expected(literal: Literal) -> str:
    """Return what belongs in place of a value, in the words of the file that holds it."""
    known = _REFERENCES.get(literal.client or "") or _INSTEAD[literal.where]
    return known.replace("%s", literal.setting.name if _NAME.fullmatch(literal.setting.name) else "NAME")


def how_to_mend(literal: Literal) -> str:
    """Return what to do about a value."""
    if literal.sureness is Sureness.DOUBTFUL:
        return "take it from the environment; if it is for trials only, say so in the value, or waive it"
    return "take it from the environment, and replace the secret: the history keeps the old one"
