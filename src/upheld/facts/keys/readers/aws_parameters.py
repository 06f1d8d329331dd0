"""Parameters of the AWS Systems Manager store: the answers of `DescribeParameters`.

The shape is `ParameterMetadata` of botocore 1.44 (service model ssm/2014-11-06).
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, LeftOut
from upheld.facts.keys.listings import is_page_of, refuse_cut_short

SOURCE = "AWS Systems Manager parameters"
HOW = "print it with `aws ssm describe-parameters`; `get-parameters` shows what has to stay where it is"


def recognises(document: Document) -> bool:
    """Tell whether each page lists parameters with their version."""
    return is_page_of(document, "Parameters") and all(
        each.has("Name", "Type", "Version") for each in document.listed("Parameters")
    )


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each parameter that is encrypted."""
    for each in document.listed("Parameters"):
        place = document.at(each, "Name")
        if each.text("Type") != "SecureString":
            yield LeftOut("parameters that are not encrypted", place.line)
            continue
        modified = each.moment("LastModifiedDate")
        is_first = each.name("Version") == "1"
        yield Key(
            source=SOURCE,
            kind="secret",
            name=each.text("Name") or "a parameter without a name",
            location=place,
            id=each.text("ARN"),
            created=modified if is_first else None,
            changed=modified,
            note=None
            if is_first
            else "`LastModifiedDate` proves that the parameter was written, not that its value is new",
        )
    refuse_cut_short(document, "NextToken")
