"""Where a repository keeps metadata of its keys."""

FOLDER = ".upheld/keys"
FILES = ("keys.yml", "keys.yaml")
_ENDINGS = (".json", ".jsonl", ".ndjson", ".yml", ".yaml", ".csv", ".pem", ".crt", ".asc", ".txt")


def is_kept(path: str) -> bool:
    """Tell whether a repository keeps metadata at a path."""
    folder, _, name = path.rpartition("/")
    return path in FILES or (folder == FOLDER and name.lower().endswith(_ENDINGS))
