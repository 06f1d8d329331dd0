"""What kind of section a statement stands in, told from what introduces it: its leads and headings, the innermost first."""

from enum import Enum

from upheld.policy.document import Heading
from upheld.policy.kinds.design_claim.subjects import subjects_in
from upheld.policy.statements import Statement
from upheld.policy.wording import Wording


class Section(Enum):
    """How much a section says of the software by itself."""

    CLAIMS = "tells what the software does for security, so that a bare phrase is a claim"
    TOPIC = "is about a subject of security, which may be told or advised"
    ADVICE = "tells users what to do"
    ELSEWHERE = "is about reports, support, scope, links or the past"
    NEUTRAL = "says nothing by its title"


_REPORTS = Wording(
    r"\breport(?:s|ed|ing|ers?)?\b|\bdisclos\w*|\bsupport(?:ed)?\s+(?:version|release|polic|period|matrix|python|node|platform)\w*|^\W*support\w*\W*$|\bexpect\b|\bresponses?\s+(?:times?|timelines?|targets?|process|slas?|expect\w*|polic\w*|commit\w*|plan|team)\b|^\W*(?:our\s+|initial\s+)?(?:response|responding)\W*$|\bresponsible\b|\btime-?(?:line|frame)s?\b|\bslas?\b|\bprocess\b|\bvulnerabilit(?:y|ies)\b(?!\s+(?:scan|prevent|protect|mitigat))"
)
"""What the rest of a policy is often nested under by mistake."""
_ELSEWHERE = Wording(
    r"(?<!token )(?<!oauth )(?<!api )(?<!permission )\bscope\b|\binclude\b|\binformation\s+(?:to|we|needed)\b|\backnowledg\w*|\bcredits?\b|\bhall\s+of\b|\bthank\w*|\bcontacts?\b|\bharbou?r\b|\bbount(?:y|ies)\b|\breward\w*|^\W*legal\b|\bliabilit\w+|\bwarrant\w*|\bdisclaimer\b|\blicen[cs]e\b|\bchange\s*log\b|\bhistory\b|\brecent\b|\bpast\b"
    r"|\bknown\s+(?:\w+\s+)?(?:issues|vulnerabilit\w+|limitations|risks|boundaries)\b|\blimitations?\b|\brisks?\b|\bfuture\b|\broadmap\b|\bplanned\b|\bupcoming\b|\btodo\b|\bresources?\b(?!\s+(?:limit|cap|quota))|\breferences?\b|\blinks?\b|\bsee\s+also\b|\bfurther\b|\b(?:related|additional)\s+(?:\w+\s+)?(?:doc\w*|reading|information)\b"
    r"|\bquestions?\b|\b[pg]gp\b|\bdefinitions?\b|\bseverit(?:y|ies)\b|\bincidents?\b|\bnotif\w+|\b(?:security|version|software|release)\s+(?:updates?|patches|fix(?:es)?|releases?)\b|\bannounce\w*|\bresearchers?\b|\bpolic(?:y|ies)\b|\bexamples?\b|\bconstitutes?\b|\bqualif\w+"
    r"|\bnot\s+(?:protect|cover|promise|in\s+scope|a\s+vuln)\w*|\bnon-?goals?\b|\beligib\w+|\bembargo\w*|\badvisor(?:y|ies)\b|\blanguages?\b|\bour\s+commitment\b|\bupgrad\w+|\bversion(?:s|ing)?\b|\btypes\s+of\b|\bdoes\s+not\b"
)
_CLAIMS = Wording(
    r"\bsecurity\s+(?:\w+\s+)?(?:features?|measures?|architecture|controls?|mechanisms?|design|protections?|safeguards?|implementations?|infrastructure|posture|hardening|capabilit\w+|properties|guarantees?|principles|testing|tests?|scanning|automation|tooling|tools|checks?|(?<!best\s)practices|standards?|layers?|status|highlights|enforcement)\b"
    r"|\b(?:our|current|built[\s-]?in|existing|key|implemented|runtime)\s+(?:\w+\s+)?(?:measures|safeguards|protections?|controls|mitigations|features)\b|\bdefen[cs]es?\b|\bhardening\s+(?:measures|features|in\s+place|applied)|\bmeasures\s+(?:in\s+place|taken|we)\b|\bguarantees?\b|\bsafeguards\b|\b(?:attack[\s-])?surface\s+(?:minimi|reduc)\w+"
    r"|\bhow\s+(?:we|it)\s+(?:keeps?|protects?|secures?|stays?)|\bsecure(?:d)?\s+by\s+(?:default|design)\b|\bautomat\w+\s+(?:security\s+)?(?:scan\w*|checks?|testing|security)\b|\b(?:automat\w+|security|quality|ci)\s+gates?\b|\b(?:build|release|artifact|package)s?\s+(?:integrity|signing|provenance|verification)\b|\battestations?\b|\bstatic\b[^/]{0,20}\banalysis\b|\bthreats?\s+(?:addressed|mitigat\w+)"
)
_TOPIC = Wording(
    r"\bsecur\w+|\bthreat\b|\bvalidation\b|\bsanit\w+|\bauth\w*|\baccess\b|\bpermissions?\b|\bencrypt\w*|\bcrypto\w*|\btls\b|\bhttps\b|\btransport\b|\blogg?\w*\b|\baudit\w*|\bmonitoring\b|\berrors?\b|\brate[\s-]limit\w*|\bsessions?\b|\btokens?\b|\bcredentials?\b|\bsecrets?\b|\bkeys?\b|\bfile\s*system\b|\bpaths?\b|\bsandbox\w*|\bisolat\w+|\bnetwork\w*|\bcompliance\b|\bsupply[\s-]chain\b|\bmitigations?\b"
    r"|\bdata\b|\bprivacy\b|\bdependenc\w+|\bcontainers?\b|\bdocker\w*|\bbuild\b|\breleases?\b|\bmemory\b|\binjection\b|\bcode\b|\blimits?\b|\btrust\w*|\bread[\s-]only\b|\bci\b|\btest\w*|\bprotect\w*|\bintegrity\b|\bsafety\b|\babuse\b|\bsnapshot\w*|\bstorage\b|\bscanning\b|\bsmart\s+contracts?\b|\bprompt\b"
)
_CLAIMS_LEAD = Wording(
    r"\b(?:implements|includes|provides|uses|employs|has|enforces|performs|takes|ensures|applies|maintains|follows|offers|incorporates|(?:we|have)\s+(?:\w+\s+)?\w+)\b[^.]{0,60}\b(?:secur\w+|measures|controls|protections?|safeguards|defen[cs]e\w*|hardening|mechanisms)\b[^.]{0,60}:\s*$|\bdesigned\b[^.]{0,60}\b(?:security|safe\w*)\b[^.]{0,20}:\s*$|\bthreats?\s+(?:addressed|mitigated)"
    r"|\bchecks?\s+run\b|^\W*(?:\w+\s+)?(?:security|hardening)\s+(?:\w+\s+)?(?:features|measures|controls|checks|protections)\W*$"
)
_ELSEWHERE_LEAD = Wording(
    r"\bplease\b|\bincluded?\s*:|\bprovide\s+(?:us|as|the|details|information)\b|\bfollowing\s+(?:information|details|issues|types|versions?|vulnerabilit\w+)\b|\breport\w*\b|\bscope\b|\bnot\s+protect\b|\bvulnerabilit(?:y|ies)\b|\bif\s+you\s+(?:find|found|discover|believe|suspect|have|think|need|want)\b|\bresearchers?\b|\bwe\s+will\b|\byou\s+(?:can|may|will)\b|\bsteps\b|\bfor\s+example\b|\bnot\s+(?:considered|covered)\b"
    r"|\bpolicies\b|\bcontacts?\b|\bfuture\b|\bdoes\s+not\b|\bdisclos\w+|^\W*(?:for\b[^.]{0,90}?,?\s*)?(?:please\s+)?(?:see|refer|consult|read)\b"
)
_POLICY = Wording(r"\bpolic(?:y|ies)\b")
_EXPLAINS = Wording(r"\bwhat\s+this\s+means\b|\bimplications\b|\bassum\w+\b")
_RECORDS = Wording(r"^\W*(?:versions?|supported|severity|cve|researcher|date|reporter|branch|release)\b")
_ADVICE = Wording(
    r"\bbest[\s-]+practices?\b|\brecommend(?:ation|ed)\w*|\b(?:for|to)\s+(?:\w+\s+)?(?:users?|operators?|administrators?|admins?|deployers?|integrators?|contributors?|developers?|consumers?)\b|\b(?:users?|operators?|customers?|your)\s+(?:\w+\s+)?(?:responsibilit\w+|checklist|actions?)"
    r"|\bguid(?:ance|elines?)\b|\btips\b|\bchecklist\b|\badvice\b|\bin\s+production\b|\bproduction\s+(?:use|setup|deploy\w+)\b|\bdeployment\b|\bwhen\s+(?:using|deploying|running|you|working)\b|\bsecuring\s+(?:your|the)\b|\bprotect\w*\s+your\w*|\bwhat\s+you\s+(?:can|should|must)\b|\bshould\b"
    r"|\bhow\s+(?:to|you\s+can)\b|\bdo['’]?s\s+and\b|\bsafe\s+practices\b|\bsecure\s+(?:usage|use|configuration|deployment|setup)\b|\bhardening\s+(?:guide|tips|steps|recommend)|\byour\s+own\b"
)
_ADVICE_LEAD = Wording(
    r"\b(?:must|need\s+to)\s*:?\s*$|(?:^\W*|,\s*)(?:please\s+)?(?:ensure|make\s+sure|consider)\b[^.]*:\s*$|\bto\s+(?:stay|keep|use|secure|run|minimi[sz]e|reduce|enhance|improve)\b[^.]*:\s*$"
)
_LONGEST_TITLE = 60
"""A longer lead introduces its list only when it ends with a colon."""


def section_of(statement: Statement) -> Section:
    """Return the section by the innermost introduction that tells; a mere topic yields to what stands above it."""
    if any(map(_RECORDS.search, statement.titles)):
        return Section.ELSEWHERE
    by_headings = _by_headings(statement)
    for lead in reversed(statement.leads):
        section = _of_lead(lead)
        if section and not (section is Section.CLAIMS and by_headings is Section.ELSEWHERE):
            return section
    return by_headings


def subject_of_section(statement: Statement) -> str:
    """Return the subject that the innermost telling heading names, if it names one."""
    for heading in reversed(statement.headings):
        if found := next(subjects_in(heading.text), None):
            return found[0]
        if _of_heading(heading) is not Section.NEUTRAL:
            break
    return ""


def _by_headings(statement: Statement) -> Section:
    found = Section.NEUTRAL
    for heading in reversed(statement.headings):
        section = _of_heading(heading)
        if section in {Section.ADVICE, Section.CLAIMS} or (
            section is Section.ELSEWHERE and not (found is Section.TOPIC and _REPORTS.search(heading.text))
        ):
            return section
        if section is Section.TOPIC:
            found = section
    return found


def _of_lead(lead: str) -> Section | None:
    """Return what a lead says of its list; most items above an item say nothing."""
    lead = lead.rsplit(". ", 1)[-1]
    if len(lead) > _LONGEST_TITLE and not lead.rstrip().endswith(":"):
        return None
    if _ADVICE.search(lead) or _ADVICE_LEAD.search(lead):
        return Section.ADVICE
    if _EXPLAINS.search(lead):
        return Section.TOPIC
    if _ELSEWHERE_LEAD.search(lead):
        return Section.ELSEWHERE
    return Section.CLAIMS if _CLAIMS_LEAD.search(lead) else None


def _of_heading(heading: Heading) -> Section:
    text = heading.text
    if _ADVICE.search(text):
        return Section.ADVICE
    if _CLAIMS.search(text):
        return Section.CLAIMS
    if heading.level > 1 and (_ELSEWHERE.search(text) or _REPORTS.search(text)):
        return Section.ELSEWHERE
    return Section.TOPIC if (heading.level > 1 or not _POLICY.search(text)) and _TOPIC.search(text) else Section.NEUTRAL
