"""The words that make a statement a claim, advice, or neither."""

from upheld.policy.wording import Wording

DENIED = Wording(
    r"\b(?:do|does|is|are|has|have|can|will)(?:\s+not|n['’]t)\s+(?:\w+ly\s+|yet\s+|currently\s+)?(?:implement"
    r"|support|provide|offer|protect|guarantee|encrypt|validat|authenticat|enforc|sandbox|verif|isolat|includ"
    r"|defend|prevent)\w*"
    r"|\bdo(?:es)?\s+not\s+(?:yet\s+)?have\b|\bno\s+built-?in\b|\bnot\s+(?:yet\s+)?(?:\w+\s+)?(?:implemented"
    r"|supported|enforced|encrypted|sandboxed|audited|isolated|guaranteed|available|hardened|authenticated"
    r"|saniti[sz]ed|signed|verified|validated)\b|❌|🚧|:x:|\bplanned\b|\bcoming\s+soon\b|\btodo\b|\bfuture\b"
    r"|\bwill\s+(?:be\s+)?(?:implement|add|support|introduc)\w*|\bphase\s+\d|\bunencrypted\b(?!\s+\w+\s+(?:is"
    r"|are)\s+(?:rejected|refused))|\bnot\s+a\s+(?:security\s+)?(?:boundary|sandbox)\b"
    r"|\bnot\s+an?\s+(?:substitute|replacement)\b|\bresponsible\s+for\b|\bcan\s+be\s+(?:ab)?used\s+to\b|\b(?:client|caller|host)s?(?:['’]s?)?\s+(?:\w+\s+)?responsibilit\w+|\bnot\s+(?:recommended|gated|checked|per-user|intended)\b|\bnot\s+attempt\b|\bout\s+of\s+scope\b|\blacks?\b|(?<!at the )(?<!at each )(?<!at every )(?<!at its )(?<!at that )\bboundary\b|\bno\s+(?:\w+\s+)?(?:rate\s+limit|authentication|encryption"
    r"|sandbox|validation|saniti[sz]ation|access\s+control|audit|protection|isolation)\w*|\?\s*$"
    r"|\bvulnerabilit(?:y|ies)\s+(?:in|that|which)\b"
    r"|\bthere\s+(?:is|are)\s+(?:currently\s+)?no\s+(?:[\w-]+\s+){0,2}(?:allow-?list|block-?list|deny-?list|limits?|checks?|validation|encryption|authentication|authori[sz]ation|sandbox\w*|guards?|protections?|mechanism|restrictions?|isolation|verification)\b"
    r"|\bwas\s+(?:\w+ly\s+)?(?:reviewed|audited|assessed|examined|tested)\s+(?:\w+\s+){0,3}(?:in|on|during)\s+(?:\w+\s+){0,2}20\d\d\b"
)
TOLD_AS_A_DANGER = Wording(
    r"^\W*(?:(?:additional|residual|remaining|possible)\s+)?(?:risks?|impact|threats?|attacks?|attack\s+(?:surface|vectors?)|attackers?|issues?|problems?|recommend\w*|disposition|previous(?:ly)?(?:\s+\w+)?|to-?do|limitations?|weakness(?:es)?|concerns?|scenarios?|consequences?|examples?|locations?|files?|paths?|source|modules?|components?|requirements|total|before|old|was|critical|warning)\s*:|^\W*option\s+\d\b"
)
"""By its label it tells what may happen, not what is done against it."""
A_VARIABLE = Wording(r"^\W*[A-Z][A-Z0-9]*_[A-Z0-9_]+(?:=\S+)?\W*(?:\([^)]{0,40}\)\s*)?(?:[–—:|-]|$)")
"""Explains a setting by its name."""
A_NAME = Wording(r"^\W*[\w.:/-]+(?:\([^)]{0,60}\))?(?:\s*\([^)]{0,80}\))?\W*$")
"""Is the name of a function, a setting or a file, and says nothing."""

THIRD_PARTY = Wording(
    r"\b(?:many|some|most|several)\s+(?:organi[sz]ations|companies|users|people|projects|vendors|scanners|tools|teams)\b|"
    r"\b(?:(?:modern|web)\s+browsers|cloudflare|heroku|aws|azure|gcp|github|npm|google|vercel|netlify"
    r"|the\s+(?:platform|cloud|hosting)\s+provider)\s+(?:\w+ly\s+)?(?:enforces?|provides?|encrypts?|handles?"
    r"|manages?|requires?)\b"
)
"""What somebody else's service does."""
PURPOSE = Wording(
    r"\b(?:designed|intended|meant|built|aims?|strives?|goal\b[^.;]{0,20}?)\s+(?:is\s+)?to\s+(?:\w+ly\s+)?(?:protect|secure|safeguard|detect|help|keep|improve|make|prevent|provide)\b"
    r"|\bhandles?\s+(?:\w+\s+){0,2}sensitive\b"
)
"""Tells what it is for, not how that is reached."""
CONTACT = Wording(r"\bcontact\b[^.;]{0,40}[:@]|[\w.+-]@[\w-]+\.\w")
ON_PURPOSE = Wording(r"\bto\s+(?:prevent|avoid|protect|guard)\b")
MEMBERS = Wording(
    r"\b(?:2fa|mfa|two-factor|multi-factor)\b[^.]{0,80}\b(?:members?|maintainers?|accounts?|organi[sz]ation"
    r"|committers?|contributors?)\b|\b(?:members?|maintainers?|organi[sz]ation|committers?"
    r"|contributors?)\b[^.]{0,80}\b(?:2fa|mfa|two-factor|multi-factor)\b"
)
POINTS = Wording(
    r"\W*(?:note\b|for\s+(?:example|more|details)|e\.g|see\s|read\s+(?:the|our|more)|refer\b|https?://"
    r"|[\w./-]+\.(?:md|rst|txt|html|pdf)\b|$)"
)
SUPPOSED = Wording(
    r"^\W*(?:(?:un)?trusted|if|when|while|whether|unless|although|however|to|in\s+case)\b|\(if\s|\b(?:could"
    r"|might|may(?!\s+(?:\w+\s+){0,4}only\b)|should|assumes?|can\s+be)\b"
)
REFERS = Wording(
    r"\W*(?:this|that|it)\s+(?:\w+ly\s+)?(?:reduces|ensures|means|prevents|helps|allows|is|provides|protects"
    r"|makes|gives|eliminates|keeps|lets|avoids|includes|should|can)\b|\W*(?:these|both|such)\b"
)
"""It speaks of what was said before, and adds no claim."""
TITLE = Wording(r"(?:[\w/'’-]+\s+){0,5}[\w/'’-]+\.$")
MUST_BE = Wording(r"\bmust\s+(?:\w+\s+)?be\b")
SHOULD = Wording(r"\bshould\s+(?:\w+\s+)?be\b|\buser(?:s['’]|['’]s)?\s+responsibilit\w+")
ASKED = Wording(r"(?:^\W*|,\s*)(?:please\s+)?(?:ensure|make\s+sure|verify|check|confirm)\b[^.]*:\s*$")
ASIDE = Wording(r"[.,;]?\s+(?:but|however)\b[^.]{0,80}$")
SUPPORT = Wording(r"\bsupport$")
"""A label that says what the software can, though the rest tells how to use it: "TLS support: use `https://` addresses"."""
OPTION = Wording(r"\W*(?:set|use|enable|pass|add|configure)\s+\S*[_=-]\S*\s+(?:\([^)]{0,40}\)\s+)?to\s+\w+")
DECLARES = Wording(
    r"\b(?:is|are|was|has|have|cannot|does|doesn['’]t|will|must|gets?|never|we\s+\w+)\b|\b(?:always|only|also"
    r"|automatically)\s+\w+s\b|\b(?:(?:runs|signs|stores|logs|records|limits|checks|supports|blocks|reads"
    r"|builds|passes|scans|caps?|masks|releases|monitors|handles|contains|drops)(?=\s+\w)|uses|implements"
    r"|enforces|validates|verifies|keeps|encrypts|restricts|prevents|protects|requires?|includes|provides"
    r"|performs|follows|rejects|refuses|sanitizes|escapes|operates|"
    r"accesses|writes|executes|isolates|maintains|ensures|employs|relies|adopts|generates|publishes|ships"
    r"|redacts|strips|fails|denies|authenticates|detects|undergo(?:es)?|go(?:es)?\s+through|(?:run|pass|live"
    r"|stay)\s+(?:in|through|under|on|as|inside)|\w+ed\s+(?:by|with|before|against|at|in|on|to|via|using|from"
    r"|as))\b"
)
SUMMARY = Wording(
    r"\b(?:conducts?|performs?|runs?)\s+(?:\w+\s+){0,2}(?:audits|reviews|assessments|testing|tests|scans)(?:\s+including)?\s*:\s*$|\bhardened\s+(?:defaults|configuration)\b|"
    r"\bdefen[cs]e[\s-]in[\s-]depth\b|\bzero[\s-]trust\b|\b(?:implements|enforces|provides|includes|uses|ensures|performs|supports)\s*:\s*$|\b(?:approach|strategy|philosophy)\b"
    r"|\b(?:security|protection|following)\s+(?:\w+\s+)?(?:measures|controls|features|checks|practices|principles)\b"
    r"|\b(?:security|protection|following)\s+(?:\w+\s+)?(?:mechanisms|layers|protections)\b"
)
"""Introduces the claims of a list without being one."""
COUNTED = Wording(r"\b(?:several|multiple|various|following|these|two|three|four|methods|modes|options)\b")
PURPOSE_FIRST = Wording(r"^\W*to\s+[^,.;:]{3,120},\s+")
"""A reason before what is done for it: "to prevent misuse, every call is checked"."""
IS_SET = Wording(
    r"\b(?:(?:the|our|this)\s+(?:[\w-]+\s+){0,3})?(?:implements|sets|sends|uses|enforces|validates|applies|returns)\b[^.;]{0,80}:\s*$"
)
"""What the code below it shows, the software does."""
LIMIT = Wording(
    r"\b(?:length|size|rate|time|count|depth)\s+(?:limits?|limiting|caps?)\b|\btime-?outs?\b|\bat\s+most\s+\d"
)
ADHERES = Wording(
    r"\b(?:aligned|compl(?:y|ies|iant)|conform(?:s|ant)?)\s+(?:to|with)\b[^.]{0,40}:\s*$|"
    r"\bfollows?\s+(?!these|the\s+following)[^.]{0,30}\b(?:best\s+practices|standards|guidelines"
    r"|principles)\b(?![^.]{0,20}\b(?:includ|such\b|like\b))[^.]{0,20}:\s*$"
)
PRINCIPLES = Wording(r"\bzero[\s-]trust\b|\bdefen[cs]e[\s-]in[\s-]depth\b")
NOUN_FIRST = Wording(
    r"\W*(?:audit|test|log|review|secure|sign|block|lock|scan|track|limit|load|read|scope|set|share|watch|store"
    r"|monitor|run|check|pin|back\w*|commit|mask|access)\b"
)
"""Words that begin a bidding as well as a title: "Audit trail: every call is logged"."""
