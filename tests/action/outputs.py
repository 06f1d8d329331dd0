"""What a runner reads in the file of outputs."""

import re

_OUTPUT = re.compile(r"^(?P<name>[\w-]+)(?:=(?P<line>.*)|<<(?P<end>.+)\n(?P<lines>(?s:.*?))\n(?P=end))\n", re.MULTILINE)


def outputs_in(text: str) -> dict[str, str]:
    """Return the outputs as the runner takes them: the last value of a name counts."""
    return {match["name"]: match["lines"] or match["line"] or "" for match in _OUTPUT.finditer(text)}
