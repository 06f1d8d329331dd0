"""Which program a command really runs, when what starts it is taken away: `npx`, `uv run`, `python -m`, `sudo`."""

_STARTERS = {
    "sudo", "env", "time", "command", "exec", "nice", "nohup", "xvfb-run", "npx", "bunx", "uvx", "corepack", "busybox", "run-if",
}  # fmt: skip
_TWO_WORDS = {
    ("pnpm", "dlx"), ("pnpm", "exec"), ("yarn", "dlx"), ("yarn", "exec"), ("npm", "exec"), ("bun", "x"), ("uv", "run"),
    ("pipx", "run"), ("poetry", "run"), ("pdm", "run"), ("hatch", "run"), ("rye", "run"), ("pipenv", "run"), ("bundle", "exec"),
    ("go", "tool"), ("mise", "exec"), ("mise", "x"), ("nix", "run"), ("pixi", "run"), ("conda", "run"), ("composer", "exec"),
    ("dotnet", "tool"), ("devbox", "run"),
}  # fmt: skip
_WITH_VALUE = {
    "-p", "--package", "--with", "--with-requirements", "--from", "--python", "-u", "-n", "--group", "--extra", "--spec",
    "-c", "--project", "--directory", "--only-group", "--env-file", "-e",
}  # fmt: skip
_PYTHONS = ("python", "python3", "py", "$(PYTHON)", "$PYTHON", "${PYTHON}", "$(PY)", "$(PYTHON3)", "$(VENV_PYTHON)")
_MODULES = {"pip_audit": "pip-audit", "safety": "safety", "pipaudit": "pip-audit", "upheld": "upheld", "nox": "nox", "tox": "tox",
            "pre_commit": "pre-commit"}  # fmt: skip
_CARGO = {"audit": "cargo-audit", "deny": "cargo-deny"}
_MOST_STEPS = 10


def invoked(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the program's bare name and its arguments."""
    for _ in range(_MOST_STEPS):
        rest = _started(words)
        if rest is None:
            break
        words = rest
    if not words:
        return ()
    program = words[0].replace("\\", "/").rpartition("/")[2].removesuffix(".exe").partition("@")[0]
    return (program, *words[1:])


def _started(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the command that a command starts, or None where it starts none."""
    if not words:
        return None
    program = words[0].rpartition("/")[2]
    if program in _STARTERS:
        return _after_options(words[1:])
    if words[:2] and (program, *words[1:2]) in _TWO_WORDS:
        return _after_options(words[2:])
    if program in {"timeout", "xargs"}:
        rest = _after_options(words[1:])
        return rest[1:] if program == "timeout" else rest
    if (program in _PYTHONS or program.startswith(("python3.", "python2"))) and "-m" in words[1:4]:
        at = words.index("-m") + 1
        return (_MODULES.get(words[at], words[at]), *words[at + 1 :]) if at < len(words) else None
    if program == "cargo":
        rest = tuple(word for word in words[1:] if not word.startswith("+"))
        return (_CARGO[rest[0]], *rest[1:]) if rest and rest[0] in _CARGO else None
    if (program, *words[1:2]) == ("go", "run"):
        return _go_run(words[2:])
    return None


def _go_run(rest: tuple[str, ...]) -> tuple[str, ...] | None:
    package = _after_options(rest)
    if not package or not package[0].startswith("golang.org/x/vuln/"):
        return None
    return ("govulncheck", *package[1:])


def _after_options(words: tuple[str, ...]) -> tuple[str, ...]:
    at = 0
    while at < len(words) and (
        words[at].startswith("-") or ("=" in words[at] and words[at].split("=")[0].isidentifier())
    ):
        if words[at] == "--":
            return words[at + 1 :]
        at += 2 if words[at] in _WITH_VALUE else 1
    return words[at:]
