"""Service-specific credentials of AWS IAM (CodeCommit, Keyspaces, Bedrock, ...), which no credential report lists.

The shape is `ServiceSpecificCredentialMetadata` of botocore 1.44 (service model iam/2010-05-08).
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key
from upheld.facts.keys.listings import is_page_of, refuse_cut_short
from upheld.facts.keys.readers.aws_access_keys import state_of

SOURCE = "AWS IAM service-specific credentials"
HOW = "print it with `aws iam list-service-specific-credentials`; only its creation and its reset show a value"


def recognises(document: Document) -> bool:
    """Tell whether each page lists service-specific credentials."""
    return is_page_of(document, "ServiceSpecificCredentials")


def read(document: Document) -> Iterator[Key]:
    """Yield each credential."""
    for each in document.listed("ServiceSpecificCredentials"):
        owner, service = each.text("UserName"), each.text("ServiceName")
        id_ = each.text("ServiceSpecificCredentialId")
        yield Key(
            source=SOURCE,
            kind="credential",
            name="/".join(filter(None, (owner, service, id_))),
            location=document.at(each, "ServiceSpecificCredentialId"),
            id=id_,
            owner=owner,
            scope=service,
            created=each.moment("CreateDate"),
            expires=each.moment("ExpirationDate"),
            state=state_of(each),
        )
    refuse_cut_short(document, "IsTruncated")
