"""Certificates of the AWS Certificate Manager: the answers of `ListCertificates`.

The shape is `CertificateSummary` of botocore 1.44 (service model acm/2015-12-08).
"""

from collections.abc import Iterator

from upheld.facts.keys.document import Document
from upheld.facts.keys.key import Key, LeftOut, State
from upheld.facts.keys.listings import is_page_of, refuse_cut_short

SOURCE = "AWS Certificate Manager"
_STATES = {
    "ISSUED": State.ACTIVE,
    "INACTIVE": State.SUSPENDED,
    "EXPIRED": State.DEACTIVATED,
    "REVOKED": State.COMPROMISED,
}


def recognises(document: Document) -> bool:
    """Tell whether each page lists certificates."""
    return is_page_of(document, "CertificateSummaryList")


def read(document: Document) -> Iterator[Key | LeftOut]:
    """Yield each certificate that was issued."""
    for each in document.listed("CertificateSummaryList"):
        place = document.at(each, "CertificateArn")
        state = _STATES.get(each.text("Status") or "ISSUED")
        if state is None:
            yield LeftOut("certificates that were never issued", place.line)
            continue
        yield Key(
            source=SOURCE,
            kind="certificate",
            name=each.text("DomainName", "CertificateArn") or "a certificate without a name",
            location=place,
            id=each.text("CertificateArn"),
            created=each.moment("NotBefore", "IssuedAt", "ImportedAt", "CreatedAt"),
            expires=each.moment("NotAfter"),
            state=state,
            note="no service of AWS uses it" if each.flag("InUse") is False else None,
        )
    refuse_cut_short(document, "NextToken")
