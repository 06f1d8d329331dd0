"""Whether a sentence that names a channel says that security updates are announced or delivered there."""

from upheld.policy.durations import durations
from upheld.policy.statements import introduces
from upheld.policy.update_channels import ADVISORIES, BY_ITSELF, NAMED_AS_A_PLACE, REGISTRIES
from upheld.policy.wording import Wording

_ITS_RELEASE = Wording(
    r"\s+(?:releases?|registry|page|packages?\s+(?:is|are|will\s+be)\s+(?:\w+\s+)?(?:published|released|updated))\b"
)
_THERE = Wording(r"\b(?:to|on|via|through|from|in|at)\b[^.;]{0,40}$")
_OF_FIXES = Wording(r"\bfix|\bpatch|\bsecur|\bvulnerab|\bhotfix|\badvisor|\bcves?\b|\bupdates?\b")
_DELIVERED = Wording(
    r"\b(?:deliver|install|reach|receiv|gets?\b|download|fetch|comes?\b|arriv|ship|push|roll|distribut|keep|appl(?:y|ied)|upgrad|updat(?:e[sd]|ing)\b|can\s+update\b|pull)"
)
_OF_OTHER_UPDATES = Wording(
    r"\bdependenc|\bdependabot|\brenovate|\baudit|\bscan|\block\s?file|\bpull\s+request|\bCI\b|\bworkflow|\bsign(?:ed|ing|ature)|\bverif|\bkeys?\b|\battack|\bendpoint|\bimage\b|\btrigger|\bdisabl|\byour\s+(?:own|browser|system|server)\b|\bbase\s+image|\bdatabase|\bdefinitions\b|\bcertificates?\b|\bpackages?\b"
)
OF_DEPENDENCIES = Wording(r"\bdependenc(?:y|ies)\b|\bdependabot\b|\baudit\w*\b|\bscan\w*\b")
_TELLS = r"(?:told\b|tell|hear|learn|accompan|publish|announc|document|noted|marked|flagged|communicat|notif|inform|post|list|deliver|distribut|disclos|issued|issuing|(?:will|then|we|to)\s+issue|creat|shar|ship|send|mention|appear|go(?:es)?\s+out|releas(?:e|ed|ing)(?!\w)|available|see|consult|find|updat|provid|open|registered\s+(?:using|with|as|in|through|via)\b|includ(?!ing)|sign[\s-]?(?:ing[\s-]?)?up|tag(?!ged\s+(?:releases?|versions?)))\w*"
_TOLD_THERE = Wording(rf"\b{_TELLS}\b[^.;]{{0,100}}$")
_TOLD_AT_A_PLACE = Wording(rf"\b{_TELLS}\b(?:[^.;]|\.(?=\w)){{0,100}}$")
_IS_TOLD = Wording(
    r"^(?:(?!\byou\b)(?:[^.;]|\.(?=\w))){0,50}\b(?<![@.])(?:(?:is|are|get|will\s+be|were)\s+(?:\w+\s+){0,2}?(?:published|released|issued|disclosed|posted|made\s+public|made\s+available|announced|listed|mentioned|described|sent|tagged|publicly)|can\s+be\s+(?:found|viewed|seen)|go(?:es)?\s+(?:live|out|public)\b|appears?\s+(?:on|in|under|at)\b|(?:list|announce|document|show|describe|name|mention|say|flag|cover|tell(?!s?\s+us\b)|follow)s?|carr(?:y|ies)|(?:is|are)\s+informed|ha(?:ve|s)\s+an?\s+(?:\w+\s+){0,2}(?:section|heading|entry|category|channel)|accompan(?:y|ies)|always\s+ha(?:ve|s)|is\s+where|live\s+(?:at|on|in)|gets?\s+(?:an?|every|each|all|the)\s+\w+)\b|^\W*you(?:['’]ll|\s+can|\s+will|\s+may)?\s+(?:also\s+)?(?:find|see|read|learn|hear)\b|^\W*(?:as\s+soon\s+as|whenever)\b|^\W*(?:has\s+an?\s+channel\s+)?for\s+(?:nothing\s+but\s+)?(?:security\s+|release\s+)?(?:announcements?|notices?|advisories)\b|^[^.]{0,60}\bthat(?:\s+i|['’])s\s+where\b[^.;]{0,40}\b(?:posted|announced|published|listed|shown)\b|^\W*(?:published|released|issued)\b|^\W*(?:(?:is|are|will\s+be)\s+)?(?:created|opened|made|cut|published)\s+(?:for|with|after)\s+(?:each|every|all|any|significant|serious|critical|confirmed|accepted|valid|relevant)\b|^\W*(?:(?:is|are|will\s+be)\s+)?used\s+(?:to|for)\s+[^.;]{0,80}?\b(?:announce(?:ments?)?|communicate|disclose|publish|notify|inform)\b|^\W*to\s+(?:(?:inform|notify|alert|tell)\s+(?:\w+\s+)?(?:users|customers|everybody|everyone|people|downstream|the\s+community|the\s+public)|announce)\b"
)
UPDATES = Wording(
    r"\b(?:updates?|fix(?:es|ed)?|patch(?:es|ed)?|announcements?|advisor(?:y|ies)|vulnerabilit(?:y|ies)|incidents?|hotfix(?:es)?|cves?|bulletins?|alerts?|news|new\s+(?:\w+\s+)?versions?|mitigations?|corrections?|weakness(?:es)?|holes?|flaws?|security(?:\s+|-)(?:issues?|releases?|relevant|news|content|holes?|flaws?|bugs?)|ghsas?|sections?\s+on\s+security|notices?|users|disclosure|upgrade)\b|\b(?:each|every|all)\s+(?:one|of\s+(?:them|these))\b"
)
NOT_FOR_UPDATES = Wording(
    r"\b(?:report\w*|submit\w*|submission|contact\w*|reach\s+out|drafts?|privately|click|navigate|go\s+to|preferred|credit\w*|acknowledg\w*|cve\s+ids?|receiv\w+(?!\s+(?:an?\s+(?:ghsa|cve)\b|(?:an?|the|our|every|all)\s+)?(?:\w+\s+)?(?:e-?mails?|mails?|notif|notices?|messages?|announce|alerts?|news|patches\s+via))|request\w*|attached|provenance|sbom|attach|attest\w*|checksums?|discussed|under\s+no|should\s+not|must\s+not|signed(?!-)|until\s+the\s+advisory|if\s+you(?!\s+(?:self-?host|host|run|use|operate|rely|install)|(?:['’]d|\s+would)\s+like\s+to\s+(?:be\s+notified|hear|receive|know|stay)|\s+(?:want|wish)\s+to\s+(?:be|hear|receive|know|stay))|you\s+(?:should|provide)|eligible|private|instead|please\s+(?:also\s+)?(?:use|report|open|create|submit|file|inform|notify|tell|let|send|e-?mail|mail|write|share|disclose|draft|do)|(?:you\s+can|alternatively),?\s+(?:also\s+)?(?:use|open|create|submit|draft|file)|notify\s+us|let\s+us\s+know|do\s+so|you\s+(?:can|may)\s+(?!find|see|view|sign|also|follow|read|watch|check|get)\w+|may\s+(?:\w+\s+)?(?:handle|issue|publish|request)|new\s+security\s+advisory)\b"
    r"|\b(?:refrain|avoid|neither|do\s+not|don['’]t|never)\b|\bopen\s+(?:a|an|the)\s+(?:\w+\s+)?(?:private|github\s+private)\b|\bbefore\s+(?:a|the|any)\s+(?:public\s+)?advisor|:\s*$"
)
FOR_READERS = Wording(
    r"\b(?:subscribe|watch|monitor|(?<!→ )check|keep\s+automatic|enable)\b|(?:^|:)\W*(?:please\s+)?review\b|^\W*(?:stay|keep)\s+(?:informed|updated|up)\b"
)
_ALSO_TOLD = Wording(
    r"\b(?:and|then)\s+(?:(?:will|then|also|we)\s+){0,2}(?=(?:publish|announce|disclose|post|notify|inform|document|communicate|include|release)\b(?!\s+notes?))"
)
"""Before a verb of telling that begins a part of its own: "we credit you and announce the fix in"."""
_BIDS = Wording(r"(?:see|consult|view)\b")
_PUBLISHED = Wording(
    r"\b(?:publish(?:es)?|files?(?=\s+an?\s+public\b)|releas(?:e|es)|issues?|posts?)\s+(?:cves?\s+(?:and/or|and|or|&)\s+)?(?:(?!(?:and|or|for|to|in|on|of|as|with|before|until|after|when|once)\b)[\w-]+\s+){0,4}$"
)
_THEN_PUBLISHED = Wording(
    r"\b(?:and|then)\s+(?:we\s+|publicly\s+){0,2}(?:publish|release|post|announce|disclose)\s+(?:both|it|them|this)\b"
)
_WE = Wording(r"\b(?:we|i|project|team|maintainers?)\b[^.;]{0,160}$")
_OF_OTHERS = Wording(r"\b(?:your|their)\s+(?:own\s+)?(?:security\s+)?$")
_OF_SOMEBODY = Wording(r"^\W*(?:of|from|by)\s+(?:your|their|other|upstream|third|any)\b")
_FOREIGN = Wording(
    r"\b(?:no|without)\s+(?:[\w-]+\s+){0,3}$|\b(?:upstream|any|each|these|those|false-positive|details\s+of\s+the|accepted|ignored)\s+(?:\w+\s+)?$|[\"“]\W*(?:\w+\s+){0,3}(?:creating|writing|managing|about|working\s+with)\s+(?:\w+\s+){0,3}$"
)
"""Before advisories of others, which are looked into."""
_BIDDEN = Wording(
    r"(?:^|[:.,]\s)\W*(?:(?:please|by|via|through)\s+)?(?:(?:create|open|submit|draft|file)|(?:creat|open|submitt|draft|fil)ing)\s+(?:an?\s+)?(?:new\s+)?(?:(?:github|private|security|draft)\s+)*$"
)
_TO_DISCLOSE = Wording(r"\W*to\s+(?:publicly\s+)?(?:disclose|publish|communicate|share)\b")
"""What we use an advisory for."""
_IS_PUBLISHED = Wording(r"\W*(?:is|are|will\s+be|gets?)\s+(?:\w+ly\s+)?(?:published|released|issued|announced)\b")
"""After an advisory: what stands in other parts of the sentence is of something else."""
_WHEN = Wording(r"\b(?:when|whenever|once|if|until|before)\s+(?:(?:an?|the|any|our|new)\s+)?(?:[\w-]+\s+){0,3}$")
_HERE = Wording(
    r"\bgithub\b|\b(?:on|in|at|via|through)\s+(?:this|our|the)\s|https?://|\brepository\b|\bsecurity\s+(?:tab|page)\b|\bsecurity\s*$"
)
_AT_ONCE = Wording(
    r"\b(?:simultaneously|along|at\s+the\s+same\s+time|in\s+parallel)\s+(?:with|as)\b|\bon\s+the\s+(?:same|first|second|third|last)\b"
)
TAKEN = Wording(
    r"(?<!there )\bis\s+an?\s+(?:\w+\s+)?$|\b(?:triggered|started)\s+(?:by|via|on|through)\s+(?:\w+\s+)?$|\b(?:upgrade|update|move|migrate|switch)\s+to\s+(?:the\s+)?(?:[\w-]+\s+){0,3}$"
)
"""Before a release that users install."""
_MAY_BE_LATE = Wording(r"\b(?:delay|withh[eo]ld|postpone|defer)\w*\b[^.;]{0,160}$")
_WORKPLACE = Wording(
    r"\b(?:document|record|not|describ|explain)ed\s+in\s+the\s+$|\b(?:comments?|discussions?|description|fork|branch)\s+(?:in|of|on|to)\s+(?:the|an?|its)\s+(?:\w+\s+){0,2}?$|\b(?:you|your|names?|reporters?|researchers?|finders?)\b[^.;]{0,60}\b(?:referred\s+to|named|credited|mentioned|acknowledged|thanked)\b[^.;]{0,20}\bin\s+(?:the|an?|our|each)\s+(?:\w+\s+){0,2}?$|\b(?:add(?:ed)?|invit\w+|cop(?:y|ied)|merg\w+)\b[^.;]{0,80}\b(?:to|into|in|on|from)\s+(?:the|an?)\s+(?:\w+\s+){0,2}?$|\b(?:clos(?:e|ing)|edit|update)\s+(?:the|an?|its)\s+(?:\w+\s+){0,2}?$"
)
"""Before an advisory in which a report is worked on, or its finder named."""
_AS_FOR_REPORTS = Wording(
    r"^\W*(?:(?:as|used|that\s+is\s+used|mentioned)\s+)?(?:for|to)\s+report|^\W*(?:as\s+)?(?:above|described\s+above)\b"
)
_SITE = Wording(r"\b(?:web\s?site|home\s?page)$")
_ASKED = Wording(rf"\b(?:where|how|when)\b[^.?]{{0,60}}\b{_TELLS}\b[^.?]{{0,60}}\?")
_WORKED_ON = Wording(
    r"^\W*(?:will|may|should|must)\s+(?:also\s+)?(?:link|state|credit|includ|contain|mention|nam|explain|note)\w*|^\W*(?:to|for)\s+(?:\w+\s+)?(?:coordinat|collaborat|discuss|work|track|develop|draft|triag)\w*|^\s+(?:states?|explains?|notes?|says?|credits?|names?|links?)\b|^\W*accordingly\b|^[^.;]{0,60}\b(?:add|invite)\s+you\b|^\W*(?:that\s+is\s+)?visible\s+only\b"
)
"""After an advisory: what it holds, or that it is where the fix is spoken of."""
_DENIES = Wording(
    r"\b(?:not|no|never)\b\W+(?:\w+\W+){0,3}?(?:auto|announce|publish|ship|guarantee|send|notif|discuss|updat)\w*"
)
LONGEST_NAME = 60


def _only_when(before: str, name: str, after: str) -> bool:
    """Tell whether it only says when advisories are published, wherever: "the advisory follows after 7 days"."""
    timed = any(durations(before)) or any(durations(after)) or _AT_ONCE.search(f"{before} … {after}")
    told_here = _HERE.search(before[-LONGEST_NAME:]) or _HERE.search(after) or name.lower().startswith("ghsa")
    return bool(timed and not told_here)


def is_published_by_us(before: str) -> bool:
    """Tell whether these words, right before the name of an advisory, say that we publish it."""
    return _PUBLISHED.search(before) is not None and _WE.search(before) is not None


def is_told(said: tuple[str, str, str], channel: str, spoken_of: str, *, own_work: bool) -> bool:
    """Tell whether a sentence, in three pieces, says that something is announced or delivered there.

    Where it is of the `own_work` of those who prepare a fix, only what they publish counts.
    """
    before, name, after = said
    text, until = f"{before}{name}{after}", f"{before}{name}"
    is_advisory, is_a_place = channel == ADVISORIES, channel in NAMED_AS_A_PLACE
    if is_advisory and _IS_PUBLISHED.match(after):
        until = until[max(until.rfind(" and "), until.rfind(", ")) + 1 :]
    elif also := _ALSO_TOLD.last(until):
        until = until[also.start() :]
    published = is_advisory and (is_published_by_us(before) or _THEN_PUBLISHED.search(after))
    shown = is_a_place and _IS_TOLD.match(after)
    if introduces(text) and not shown:
        return False
    if _is_of_something_else(said, channel, f"{text} {spoken_of}"):
        return False
    if channel in BY_ITSELF:
        fixes = _OF_FIXES.search(f"{text} {spoken_of}")
        return bool(fixes and _DELIVERED.search(text) and not _OF_OTHER_UPDATES.search(text))
    if _BIDS.match(name) or FOR_READERS.search(until):
        return True
    if (NOT_FOR_UPDATES.search(until) or (own_work and is_advisory)) and not published:
        return False
    if "@" in name:
        return True
    told = (
        published or _ASKED.search(spoken_of) or _SITE.search(name) or _says_told(before, after, at_a_place=is_a_place)
    )
    about = text if is_advisory else f"{before} {after} {spoken_of}"
    return bool(told and UPDATES.search(about))


def _says_told(before: str, after: str, *, at_a_place: bool) -> bool:
    """Tell whether what stands around a name has a verb of telling, of putting there, or of disclosing by it."""
    told_before = _TOLD_AT_A_PLACE if at_a_place else _TOLD_THERE
    return bool(
        told_before.search(before) or _IS_TOLD.search(after) or (_WE.search(before) and _TO_DISCLOSE.match(after))
    )


def _is_of_something_else(said: tuple[str, str, str], channel: str, all_said: str) -> bool:
    """Tell whether nothing is told there: it is denied, late, of others, for reports, or of dependencies and drafts."""
    before, name, after = said
    text = f"{before}{name}{after}"
    if _DENIES.search(text) or _AS_FOR_REPORTS.search(after):
        return True
    if any(words.search(before) for words in (_OF_OTHERS, TAKEN, _MAY_BE_LATE)):
        return True
    if channel in REGISTRIES:
        delivered = _THERE.search(before) or _ITS_RELEASE.match(after)
        return bool(OF_DEPENDENCIES.search(text) or not _OF_FIXES.search(all_said) or not delivered)
    return channel == ADVISORIES and _is_another_advisory(before, name, after)


def _is_another_advisory(before: str, name: str, after: str) -> bool:
    """Tell whether an advisory is one of others, a draft that is worked on, or only dated."""
    return bool(
        _only_when(before, name, after)
        or _WORKED_ON.search(after)
        or _OF_SOMEBODY.search(after)
        or any(words.search(before) for words in (_FOREIGN, _BIDDEN, _WORKPLACE))
        or (_WHEN.search(before) and _IS_PUBLISHED.match(after))
    )
