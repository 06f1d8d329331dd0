"""Who is addressed: whether a statement commits the project, or advises those who use it."""

from upheld.model import Force
from upheld.policy.document import Heading
from upheld.policy.statements import Statement, introduces
from upheld.policy.wording import Wording

_ADVICE_HEADING = Wording(
    r"\bbest[\s-]+practices?\b|\brecommend(?:ation|ed)\w*|\b(?:for|to)\s+(?:\w+\s+)?(?:users?|operators?|administrators?|admins?|deployers?|integrators?|contributors?|developers?|consumers?)\b"
    r"|\b(?:user|operator|your|customer)s?['’]?\s+(?:\w+\s+)?(?:responsibilit\w+|guidance|guidelines?|checklist|obligations?|actions?)|\bhardening\b|\bdeployments?\b|\bin\s+production\b|\bproduction\s+(?:use|setup|requirements?|check\w*)\b"
    r"|\bwhen\s+(?:using|deploying|running|you)\b|\b(?:security|usage|safety)\s+(?:tips|checklist|guidelines?|guidance|advice|considerations?|notes?)\b|\bhow\s+(?:to|you\s+can)\s+(?:stay|keep|protect|secure|use)\b"
    r"|\bsafe\s+(?:operation|usage|use)\b|\b(?:security\s+)?reminders?\b|\bsecuring\s+(?:your|the)\b|\bprotect\w*\s+your\w*\b|\bguidance\b|\btips\b|\bchecklist\b|\bwhat\s+you\s+(?:can|should|must)\b|\byou\s+should\b|\badvice\b|\bdo['’]?s\s+and\s+don['’]?ts\b|\busers?\s+should\b"
)
_TITLE = Wording(r"\b(?:polic(?:y|ies)|security)\b")
_ADVICE_TITLE = Wording(
    r"\bbest[\s-]+practices?\b|\brecommend\w*|\b(?:for|to)\s+(?:\w+\s+)?(?:users?|operators?|administrators?|admins?|deployers?|integrators?|contributors?|developers?|consumers?)\b|\btips\b|\bhow\s+to\b|\bguid(?:e|ance|elines?)\b|\bchecklist\b|\bconsiderations\b"
)
_BEST_PRACTICES = Wording(r"\bbest[\s-]+practices?\W*$")
_OWN_PRACTICES = Wording(
    r"\b(?:our|internal|project['’]?s?)\s+(?:\w+\s+){0,2}best[\s-]+practices?\b|\bsecurity\s+(?:measures|controls|features|architecture|implementation|mechanisms|safeguards|protections)\b|\b(?:implemented|built-?in)\b|\bmeasures\s+(?:in\s+place|we\s+take)\b"
)
_CONSIDERATIONS = Wording(r"\bconsiderations\b")
_ADVICE_LEAD = Wording(
    r"\bwe\s+(?:strongly\s+|highly\s+|also\s+)?(?:recommend|advise|suggest|encourage)\b|\b(?:you|users?|operators?|developers?|contributors?|administrators?|consumers?|clients?)\s+(?:should|must|are\s+(?:encouraged|advised|responsible|expected))\b"
    r"|\bwhen\s+(?:using|you|deploying|running|working|configuring|building)\b|\b(?:please\s+)?(?:ensure|make\s+sure|consider|(?<!we )follow)\b[^.]*:\s*$|\bbest\s+practices?\b|\brecommend(?:ed|ations?)\b|\bto\s+(?:stay|keep|use|protect|secure|run|minimi[sz]e|reduce)\b[^.]*:\s*$"
    r"|\bshould\s*:\s*$|\bfor\s+(?:\w+\s+)?(?:users?|operators?|developers?|contributors?|production)\b[^.]*:\s*$"
)
_OWN_LEAD = Wording(
    r"\b(?:repository|repo|project|server|tool|software|pipeline|ci|it)\s+(?:\w+ly\s+|also\s+)?(?:uses?|runs?|has|includes?|provides?|applies|enforces?|implements?)\b[^.]{0,80}\b(?:secur\w*|practices|protect\w*|safe\w*)\b[^.]{0,60}:\s*$|\bwe\s+(?:\w+ly\s+|also\s+)?(?:follow|adhere|implement|use|employ|apply|enforce|adopt|observe|maintain)\b|\b(?:follows|adheres\s+to|implements|employs|applies|enforces|adopts|observes|uses|automates)\b[^.]{0,60}\bbest\s+practices?\b[^.]{0,40}:\s*$"
)
"""Introduces what the project does: "this project follows best practices, including:"."""
_ADVISES = Wording(
    r"\b(?:you|users?|operators?|developers?|contributors?|administrators?|consumers?|clients?|callers?|teams?|deployments?|installations?)\s+(?:\w+\s+)?(?:should|must|need\s+to|are\s+(?:strongly\s+)?(?:encouraged|advised|responsible|expected))\b|\bare\s+(?:\w+ly\s+)?(?:invited|encouraged|advised|urged)\s+to\b"
    r"|\bwe\s+(?:strongly\s+|highly\s+|also\s+)?(?:recommend|advise|suggest|encourage)\b|^\W*(?:recommended|consider)\b|\byour\s+own\b|\brecommended\s+(?:approach|way|practice)\b"
    r"|\bit(?:['’]s|\s+is)\s+(?:\w+ly\s+|also\s+)?(?:recommended|essential|crucial|important|imperative|advisable|vital|best|wise|up\s+to\s+you|your\s+(?:own\s+)?responsibility)\b|(?<!we )\bmake\s+sure\s+(?:to|that|you)\b"
)
_IMPERATIVE = Wording(
    r"\W*(?:please\s+|always\s+|never\s+|do\s+not\s+|don['’]t\s+|only\s+|also\s+|regularly\s+|periodically\s+|immediately\s+|if\s+[^,.;:]{1,80},\s*|(?:after|before|when|on|for)\s+[^,.;:]{1,80},\s*|to\s+[^,.;:]{3,80},\s*|and\s+|then\s+)*"
    r"(?:add|adjust|allow|apply|assign|audit(?!\s+(?:trails?|logging|storage|retention|sinks?|chains?|redaction)\b|\s+(?:logs?|records?|events?|entries|messages|data|history)\b(?!\s+(?:regular|period|for\b)))|avoid|back\s*up|be|bind|block|check|choose|commit|configure|confirm|consider|create|define|delete|deploy|disable|do|document|download|drop|educate|establish|pair|prepare|schedule|train|enable|encrypt|enforce|ensure|exclude|expose|follow|generate|give|grant|guard|inject|"
    r"harden|hard-?code|implement|include|inspect|install|isolate|keep|limit|load|lock|log(?!\s+(?:redaction|masking|scrubbing|saniti[sz]ation|rotation|retention|aggregation|integrity)\b)|maintain|make|manage|mask|minimi[sz]e|monitor|mount|never(?!\s+(?:\w+\s*(?:[,.;)]|$)|(?:in|on|to|from|at|by|with|as|for|the|an?)\s))(?!\s+(?!embed|need|feed|proceed)(?:[a-z]+(?:[^\Ws]|sse)s|\w{2,}ed|written|shown|sent|kept|seen|held|given|made|built)\b)|obtain|open|pass|pin|place|prefer|protect|provide|pull|put|read(?!,)|regenerate|remove|replace|require|respect|"
    r"restrict|review(?!\s+(?:process|gates?|board)\b)|revoke|rotate|run|sanitize|scan|scope|send|notify|secure(?!\s+(?:handling|storage|transmission|data|communications?|sessions?|headers|defaults|by|random|token)\b)|separate|set|share|sign|specify|start|stay|stop|store|subscribe|supply(?!\s+chain)|terminate|test|track|treat|trust|turn|update|upgrade|use|utili[sz]e|validate|verify|watch|whitelist|wrap|write)\b(?!\s*[:(=]|-|\s+(?:(?:and|or)\s+\w+\s+)?(?:is|are|was|does|mode|command)\b)"
)
_NOUN_FIRST = Wording(
    r"\W*(?:access|audit|block|commit|deploy|document|download|train|limit|load|lock|log|mask|monitor|mount|read|release|review|run|scan|share|sign|store|test|track|update|use|write)"
    r"\s+(?:[\w-]+\s+)?\w+s\s+(?:is|are|has|have|do|does|will|cannot|can)\b"
)
"""Begins with a noun that looks like a bidding: "write operations have to be switched on"."""


def force_of(statement: Statement) -> Force:
    """Tell whether the maintainers say it of themselves or their software, or advise it to users.

    Where users are addressed (by a heading, by what introduces a list), an imperative is advice, and a plain statement
    about the project ("the server speaks over stdio") still commits it. Elsewhere an imperative is the project's own rule.
    """
    if advises(statement):
        return Force.PRACTICE
    if addresses_users(statement) and (
        is_imperative(statement)
        or (_is_a_phrase(statement) and not _considers(statement) and not are_own_practices(statement))
    ):
        return Force.PRACTICE
    return Force.COMMITMENT


def _considers(statement: Statement) -> bool:
    """Tell whether only a heading such as "Security considerations" addresses users: below it a phrase may state a fact."""
    headings = [heading.text for heading in statement.headings if _ADVICE_HEADING.search(heading.text)]
    return (
        bool(headings)
        and all(map(_CONSIDERATIONS.search, headings))
        and not any(map(_ADVICE_LEAD.search, statement.leads))
    )


def advises(statement: Statement) -> bool:
    """Tell whether it says in so many words what users should do."""
    return _ADVISES.search(statement.text) is not None


def addresses_users(statement: Statement) -> bool:
    """Tell whether a heading or what introduces it says that users are told what to do."""
    headings = (heading.text for heading in statement.headings if not names_the_project(heading))
    leads = (lead for lead in statement.leads if not introduces_own(lead))
    return any(map(_ADVICE_HEADING.search, headings)) or any(map(_ADVICE_LEAD.search, leads))


def names_the_project(heading: Heading) -> bool:
    """Tell whether it is a document's title that tells whose policy it is ("Security policy of Deployment Manager"), and is no guide."""
    text = heading.text
    return heading.level == 1 and _TITLE.search(text) is not None and not _ADVICE_TITLE.search(text)


def are_own_practices(statement: Statement) -> bool:
    """Tell whether the best practices that it stands under are said to be the project's own: a phrase there tells what is done."""
    if not _BEST_PRACTICES.search(statement.heading) or any(map(_ADVICE_LEAD.search, statement.leads)):
        return False
    return any(_OWN_PRACTICES.search(heading.text) for heading in statement.headings[-2:])


def introduces_own(lead: str) -> bool:
    """Tell whether what it introduces is what the project does, though it speaks of best practices."""
    return _OWN_LEAD.search(lead) is not None and introduces(lead)


def is_imperative(statement: Statement) -> bool:
    """Tell whether it, or what follows its label, bids somebody do something."""
    return bids(statement.text) or bids(statement.body)


def bids(text: str) -> bool:
    """Tell whether a text begins with a bidding."""
    return _IMPERATIVE.match(text) is not None and not _NOUN_FIRST.match(text)


_FINITE = Wording(
    r"\b(?:is|are|was|were|has|have|does|do|did|will|can|cannot|may|must|we\s+[a-z]+|[a-z]{3,}ed)\b|\b[a-z]{3,}s(?=\s+(?!(?:for|of|or|and)\b)\w)"
)


def _is_a_phrase(statement: Statement) -> bool:
    """Tell whether a piece has no verb that states anything: "Regular rotation of keys"."""
    return _FINITE.search(statement.body or statement.text) is None
