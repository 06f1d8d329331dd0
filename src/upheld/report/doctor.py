"""What a machine can verify: lines to read, or JSON for other programs."""

from collections.abc import Iterator
from typing import Any

from upheld.diagnosis.ability import Diagnosis, Proof, State
from upheld.model import SCHEMA_VERSION
from upheld.report.json import dumped
from upheld.report.style import Style, leading, one_line

_COLOURS = {State.YES: "green", State.PARTLY: "yellow", State.NO: "red"}


def render(diagnosis: Diagnosis, report_format: str, style: Style) -> str:
    """Return the diagnosis in a format: `text` or `json`."""
    if report_format == "json":
        return dumped(document(diagnosis))
    return "".join(f"{line}\n" for line in _lines(diagnosis, style))


def document(diagnosis: Diagnosis) -> dict[str, Any]:
    """Return the diagnosis as JSON values."""
    proof = diagnosis.proof
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "upheld", "version": diagnosis.tool_version},
        "abilities": [
            {"subject": each.subject, "state": each.state.value, "says": each.says, "mend": each.mend}
            for each in diagnosis.abilities
        ],
        "known_bad": {
            "holds": proof.holds,
            "must_break": list(proof.must_break),
            "found": list(proof.found),
            "problem": proof.problem,
        },
    }


def _lines(diagnosis: Diagnosis, style: Style) -> Iterator[str]:
    widest = max(len(each.subject) for each in diagnosis.abilities)
    for each in diagnosis.abilities:
        state = style(f"{each.state.value:6}", _COLOURS[each.state], "bold")
        yield f"{leading(each.subject):{widest}}  {state}  {one_line(each.says)}"
        if each.mend:
            yield f"{'':{widest}}          to mend it: {one_line(each.mend)}"
    yield ""
    yield _of_proof(diagnosis.proof, style)
    lacking = sum(each.state is not State.YES for each in diagnosis.abilities)
    count = len(diagnosis.abilities)
    told = f"{lacking} of {count} cannot be told here, or not wholly" if lacking else f"all {count} can be told here"
    yield f"upheld {diagnosis.tool_version}: {told}"


def _of_proof(proof: Proof, style: Style) -> str:
    rules = f"{len(proof.found)} of {len(proof.must_break)} rules"
    if proof.holds:
        said = f"a repository that is known to be bad fails, by {rules}: {', '.join(proof.found)}"
        return style(said, "green", "bold")
    missing = ", ".join(rule for rule in proof.must_break if rule not in proof.found)
    why = one_line(proof.problem) if proof.problem else f"{missing} found nothing"
    return style(
        f"do not believe this installation: a repository that is known to be bad does not fail as it must: {why}",
        "red",
        "bold",
    )
