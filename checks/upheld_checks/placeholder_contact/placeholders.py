"""What stands in a form until somebody fills it in: addresses that reach nobody, and blanks in brackets."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from upheld.policy.addresses import emails
from upheld.policy.wording import Wording

_BLANK_HOST = Wording(
    r"(?:.{1,200}\.)?(?:example\.[a-z]{2,10}|(?:example|invalid|test|localhost|local|internal))$"
    r"|(?:.{1,200}[.-])?your[._-]?(?:domain|company|org(?:ani[sz]ation)?|project|(?:web)?site|app|business|server|host|team|product|brand|e?mail|name|repo)(?:[.-].{1,100})?$"
    r"|my[._-]?(?:domain|company|organi[sz]ation)\.\w+$|(?:domain|company|organi[sz]ation|placeholder|change-?me|tbd|tbc|todo|tld)\.\w+$"
)
"""The names of RFC 2606, RFC 6762 and `.internal`, which no mail reaches from outside, and what forms put in their place."""
_BLANK_USER = Wording(
    r"(?:you|your[._-]?(?:\w+[._-])?(?:e?-?mail|name|user(?:name)?|contact|address|team|account|handle)|x{3,}|placeholder|change-?me|todo|tbd)$"
)
_BLANK_ADDRESS = Wording(r"(?:foo@bar|name@domain|user@host|email@address|email@email|test@test|user@domain)\.")
_TAKES_NO_MAIL = Wording(r"(?:no-?reply|do-?not-?reply)@|.{1,64}@users\.noreply\.github\.com$")
_FORGE = Wording(r"(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)$")
_BLANK_OWNER = Wording(
    r"(?:your|my)[-_.]?(?:user(?:[-_]?name)?|org(?:ani[sz]ation)?|name|handle|account|company|github|gh)(?:[-_]\w+)*$|(?:user[-_]?name|owner|org[-_]?name)$"
)
_GENERIC_OWNER = Wording(r"(?:users?|org|organi[sz]ation|account)$")
_BLANK_REPOSITORY = Wording(r"your[-_.]?(?:repo(?:sitory)?|project|package)(?:[-_]\w+)*$")
_GENERIC_REPOSITORY = Wording(r"(?:repo(?:sitory)?|project)(?:[-_]?name)?$")

_CONTACT = r"(?:e-?mail|contact|address|inbox|mailbox)"
_BLANKS = Wording(
    rf"(?:\[|<|\{{\{{?)\s*(?:please\s+)?(?:insert|add|enter|replace|fill\s+in|put)\b[^\]>}}\n]{{0,60}}?\b(?:{_CONTACT}s?|channel|method|link|url|form|here)\b[^\]>}}\n]{{0,40}}(?:\]|>|\}}\}}?)"
    rf"|(?:\[|<|\{{\{{?)\s*(?:(?:your|the|our|project|maintainers?|security|team|company|organi[sz]ation|support|private|official)['’]?s?[\s_-]+){{1,4}}{_CONTACT}(?:[\s_-]+(?:address|method|person|details|here))?\s*(?:\]|>|\}}\}}?)"
    r"|[\w.+-]{1,64}@(?:\[|<|\{\{?)\s*(?:your|insert|domain|company|project|org)[\w .-]{0,40}(?:\]|>|\}\}?)(?:\.\w{2,10})?"
    rf"|\byour[_-](?:security[_-])?(?:e-?mail|contact)(?:[_-](?:address|here))?\b(?![@\w.-])"
    r"|https?://(?:github|gitlab|codeberg|bitbucket)\.(?:com|org)/(?:<|\[|\{\{?)[^\s)]{1,80}/(?:security|issues)\b[\w/-]{0,40}"
)
_LATER = r"(?:TODO|TBD|TBA|TBC|FIXME|to\s+be\s+(?:announced|determined|added|defined|decided|set\s+up|configured))"
_UNFILLED = Wording(
    rf"\b{_CONTACT}s?\b\W{{0,6}}(?:[:|=]|\s[-–—]|\bis\b)\W{{0,6}}{_LATER}\b|\b(?:TODO|FIXME)\b[^.;\n]{{0,40}}\b{_CONTACT}\b"
    r"|\b(?:replace|substitute)\s+(?:this\s+|it\s+)?(?:with|by)\s+(?:the\s+|an?\s+|your\s+)?(?:actual|real|own|correct|your)\b[^)\n]{0,40}|\((?:please\s+)?(?:update|change|replace)\s+(?:this\s+)?later\)|\(placeholder\b[^)\n]{0,40}\)"
)
_NAMED = Wording(rf"\b{_CONTACT}s?\b")
_SUPPLIED = Wording(r"[\[<{]\s*your\b")
"""A blank that the reporter fills in, where the words around it say what a report holds."""


def is_placeholder(address: str) -> bool:
    """Tell whether nobody reads what is sent to this e-mail address."""
    user, _, host = address.rpartition("@")
    if not user:  # a blank that was read as one: "[your e-mail]"
        return True
    if _BLANK_HOST.match(host) or _BLANK_USER.match(user):
        return True
    return _BLANK_ADDRESS.match(address) is not None or _TAKES_NO_MAIL.match(address) is not None


def is_placeholder_url(address: str) -> bool:
    """Tell whether a web address names no site, owner or repository of anybody."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if _BLANK_HOST.match(host):
        return True
    if not _FORGE.match(host):
        return False
    owner, repository = ([*parts.path.strip("/").split("/"), "", ""])[:2]
    if _BLANK_OWNER.match(owner) or _BLANK_REPOSITORY.match(repository):
        return True
    return bool(_GENERIC_OWNER.match(owner) and _GENERIC_REPOSITORY.match(repository))


def blanks(line: str, *, of_reporter: bool) -> Iterator[tuple[str, int]]:
    """Yield what was left to fill in on a line of source, and where it stands: the address itself where one is to be replaced.

    With `of_reporter`, "[your email]" is left alone: the line says what a report holds.
    """
    for match in _BLANKS.all(line):
        if not _is_a_link(line, match.start(), match.end()) and not (of_reporter and _SUPPLIED.match(match[0])):
            yield match[0], match.start()
    address = next(iter(emails(line)), None)
    for match in _UNFILLED.all(line):
        if address or _NAMED.search(line):
            yield address or (match[0].strip(), match.start())


def _is_a_link(line: str, start: int, end: int) -> bool:
    return line[start] == "[" and (line[end : end + 1] in {"(", "[", ":"} or line[start - 1 : start] == "]")
