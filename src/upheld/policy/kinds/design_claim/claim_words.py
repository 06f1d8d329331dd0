"""The words that make a statement a claim, advice, or neither."""

from upheld.policy.wording import Wording

DENIED = Wording(
    r"\b(?:do|does|is|are|has|have|can|will)(?:\s+not|n['’]t)\s+(?:\w+ly\s+|yet\s+|currently\s+)?(?:ship|sign|implement|support|provide|offer|protect|guarantee|encrypt|validat|authenticat|enforc|sandbox|verif|isolat|includ|defend|prevent)\w*"
    r"|\bdo(?:es)?\s+not\s+(?:yet\s+)?have\b"
    r"|\bdo(?:es)?\s+not\s+\w+\s+(?:or|nor|and)\s+(?:implement|support|provide|protect|encrypt|validate|authenticate|enforce|sandbox|verify|isolate|prevent)\b"
    r"|\bto\s+be\s+(?:added|implemented|built|done|introduced|supported|completed)\b|\broadmap\b"
    r"|\bnot\s+(?:currently\s+)?in\s+place\b|\bnot\s+yet\b"
    r"|\bbeing\s+(?:rolled\s+out|added|implemented|built|developed|introduced)\b|\bpermissive\s+by\s+default\b"
    r"|\bfalse\s+positives?\b|\bn/a\b|(?:\b[0-9a-f]{2}:){6}"
    r"|\b(?:is|are)\s+not\s+(?:itself\s+|themselves\s+)?an?\s+(?:[\w-]+[\s-]){0,3}(?:authori[sz]ed|certified|compliant|service|product)\b"
    r"|\bcan(?:not|['’]t)\s+be\s+(?:\w+ly\s+)?(?:saniti[sz]ed|validated|verified|enforced|encrypted|isolated|sandboxed|guaranteed|prevented|avoided|ruled\s+out)\b"
    r"|\bno\s+built-?in\b"
    r"|\bnot\s+(?:yet\s+)?(?:\w+\s+)?(?:implemented|supported|enforced|encrypted|sandboxed|audited|isolated|guaranteed|available|hardened|authenticated|saniti[sz]ed|signed|verified|validated)\b"
    r"|❌|🚧|:x:|\bplanned\b|\bcoming\s+soon\b|\btodo\b|^\W*future\b|\(future\)"
    r"|\b(?:a|the|in)\s+future\b(?!\s+(?:quantum|attack|adversar|vulnerab|bug|change|regress))"
    r"|\bfuture\s+(?:releases?|versions?|work|plans?|features?|enhanc\w+|improve\w+|updates?|support|hardening)\b"
    r"|\bwill\s+(?:be\s+)?(?:implement|add|support|introduc)\w*|\bphase\s+\d"
    r"|\bunencrypted\b(?!\s+\w+\s+(?:is|are)\s+(?:rejected|refused))"
    r"|\bnot\s+an?\s+(?:[\w-]+\s+){0,3}(?:boundary|sandbox)\b|\bno\s+(?:\w+\s+){1,2}support\b"
    r"|\b(?:verification|validation|encryption|tls|ssl|authentication|authori[sz]ation|checks?|checking|limits?|sandbox\w*)\s+(?:is|are)\s+(?:\w+ly\s+)?(?:disabled|off\b|skipped|bypassed|optional|missing)"
    r"|(?<!never )(?<!not )\b(?:disabl\w+|without)\s+(?:ssl|tls|certificate|https|encryption|verification|authentication|oauth)\b"
    r"|\bnot\s+an?\s+(?:substitute|replacement)\b|\bresponsible\s+for\b|\bcan\s+be\s+(?:ab)?used\s+to\b"
    r"|\bnot\s+(?:recommended|gated|checked|per-user|intended)\b|\bout\s+of\s+scope\b"
    r"|(?<!which )(?<!that )\blacks?\b|\b(?:removed|dropped|withdrawn)\s+in\s+v?\d"
    r"|\bcan\s+be\s+(?:escaped|bypassed|circumvented|defeated|guessed|broken)\b|\bgoal\s+is\s+to\b"
    r"|^\W*old(?:er)?\s+(?:releases|versions)\b|\b(?:is|are)\s+your\s+(?:own\s+)?responsibility\b"
    r"|(?<!never )(?<!not )\bstored\s+in\s+(?:plain|clear)[\s-]?text\b|\bnot\s+in\s+scope\b|\bnever\s+be\s+used\b"
    r"|\bnot\s+(?:\w+ly\s+)?(?:denied|blocked|restricted|limited|filtered|detectable|detected)\b"
    r"|\bno\s+(?:\w+\s+){1,3}is\s+perfect\b|\b(?:our\s+hope|we\s+(?:hope|plan|intend|would\s+like)\s+to)\b"
    r"|\bboundary\b"
    r"|\bno\s+(?:\w+\s+)?(?:rate\s+limit|authentication|encryption|sandbox|validation|saniti[sz]ation|access\s+control|audit|protection|isolation)\w*"
    r"|\?\s*$|\bvulnerabilit(?:y|ies)\s+(?:in|that|which)\b"
    r"|\b(?:is|are|be|counts?\s+as)\s+(?:considered\s+|treated\s+as\s+)?(?:not\s+)?an?\s+(?:\w+\s+){0,2}(?:vulnerability|bug|issue)\b"
    r"|\bthere\s+(?:is|are)\s+(?:currently\s+)?no\s+(?:[\w-]+\s+){0,2}(?:allow-?list|block-?list|deny-?list|limits?|checks?|validation|encryption|authentication|authori[sz]ation|sandbox\w*|guards?|protections?|mechanism|restrictions?|isolation|verification|confirmation|approvals?|signatures?|signing|permissions?|ACLs?|access\s+controls?|audit\w*|throttling|saniti[sz]ation)\b"
    r"|\bnever\s+(?:enforced|encrypted|sandboxed|isolated|authenticated|verified|validated|saniti[sz]ed)\b"
    r"|\bwas\s+(?:\w+ly\s+)?(?:reviewed|audited|assessed|examined|tested)\s+(?:\w+\s+){0,3}(?:in|on|during)\s+(?:\w+\s+){0,2}20\d\d\b"
)
EXAMINED = Wording(r"\b(?:reviewed|checked|verified|tested)\b(?:\s+[\w-]+){0,8}")
"""What an audit does to dependencies, and no mechanism beside it."""
GOES_ON = Wording(r"\W*(?:(?:never|not|only|always|no\s+longer)\s+)?(?:\w+ed|written|sent|shown|kept|held|hidden)\b")
"""Says what is done to that of which the words above its list speak."""
AT_A_BOUNDARY = Wording(r"\b(?:at|across|cross(?:es|ing)?|over|through)\s+(?:[\w/'’-]+\s+){0,3}boundary\b")
"""A place where something is done, and no limit of what is."""
CARES = Wording(
    r"^[^.;:]{0,120}?\b(?:tak(?:e|es|ing)\s+(?:\w+\s+){1,6}?seriously|(?:security|privacy|safety)\s+(?:is|are|remains?)\s+(?:\w+\s+){0,3}?(?:priorit(?:y|ies)|concern|importance|important|paramount|essential|critical)\b)(?:[^\w.;:]{0,3}\s(?:and|so)\b)?"
)
"""How much it matters: what follows in the same sentence may still be a claim."""
CLAUSE = Wording(r"\w\s+(?:is|are|was|were|has|have|does|do|can|will)\b|\bwe\s+\w+")
"""A subject with its verb, which stands before no colon as a label."""
OF_A_THREAT = Wording(
    r"^\W*(?:(?:however|but|thus|so),?\s+)?(?:if|should)\s+(?:an?|any|some|the)\s+(?:[\w-]+\s+){1,4}?(?:could|can|might|may|were|was|is\s+able|manages?|gains?|obtains?|steals?)\b[^.;]{0,120}\b(?:could|might|may|can(?!['’])|concern|vulnerabilit\w+|report\w*|consider\w*)\b"
    r"|\bleading\s+to\s+(?:the\s+|an?\s+)?(?:\w+\s+)?(?:compromise|loss|disclosure|escalation|exposure|leak\w*)\b|\b(?:cause|matter|source|area)s?\s+(?:for|of)\s+concern\b|\b(?:is|are|be)\s+(?:an?\s+|our\s+|of\s+)?(?:\w+\s+){0,2}concerns?\b|\b(?:attackers?|adversar(?:y|ies))\s+(?:could|might|may)\b|\bthreat\s+actors?\b|\bthey\s+(?:can|may)\s+(?:contain|include|carry|hold)\b"
)
"""Tells what could happen, or what is to be feared."""
TOLD_AS_A_DANGER = Wording(
    r"^\W*(?:what\s+(?:it|this|that)\s+(?:is|means|does|enables|allows)|(?:security|privacy)\s+(?:impact|implications?|risks?|notes?)|why(?:\s+[^:]{0,40})?|rationale|background)\s*:|^\W*(?:(?:additional|residual|remaining|possible)\s+)?(?:risks?|impact|threats?|attacks?|attack\s+(?:surface|vectors?)|attackers?|issues?|problems?|recommend\w*|disposition|previous(?:ly)?(?:\s+\w+)?|to-?do|limitations?|weakness(?:es)?|concerns?|history|scenarios?|consequences?|examples?|locations?|files?|paths?|source|modules?|components?|requirements|total|before|old|was|critical|warning)\s*:|^\W*option\s+\d\b"
)
"""By its label it tells what may happen, not what is done against it."""
A_VARIABLE = Wording(
    r"^\W*[A-Z][A-Z0-9]*_[A-Z0-9_]+(?:=\S+)?\W*(?:\([^)]{0,40}\)\s*)?(?:[–—:|-]|$)|^\W*[a-z]\w{2,40}\s*[:=]\s*(?:true|false)\W*$"
)
"""Explains a setting by its name."""
A_NAME = Wording(r"^\W*[\w.:/-]+(?:\([^)]{0,60}\))?(?:\s*\([^)]{0,80}\))?\W*$")
"""Is the name of a function, a setting or a file, and says nothing."""
A_SCRIPT = Wording(r"^\W*(?:[\w./-]+\.(?:sh|py|js|ts|ps1|rb|bat)|(?:https?|openpgp4fpr|dns):\S+)\W*$")
"""What follows a label to tell how something is run, or where it is."""

THIRD_PARTY = Wording(
    r"\b(?:hosting|cloud|e-?mail|payment|identity)\s+(?:provider|company)\s+(?:\w+\s+)?(?:encrypts?|stores?|scans?|runs?|has|provides?|enforces?)\b|\b(?:bug|issue)\s+tracker\b|\b(?:is|are)\s+(?:set|provided|managed|enforced|added|handled)\s+by\s+(?:cloudflare|aws|azure|gcp|vercel|netlify|heroku)\b|\b(?:many|some|most|several)\s+(?:organi[sz]ations|companies|users|people|projects|vendors|scanners|tools|teams)\b|"
    r"\b(?:authenticat\w+|authori[sz]\w+|rate[\s-]limit\w*|throttling|tls|ssl|https|payments?|logins?|passwords?|sessions?|access\s+controls?)\b[^.;:]{0,40}\b(?:handled|terminated|governed)\s+by\s+(?:your\b|(?:the\s+|an?\s+|its\s+)?(?:(?:upstream|hosting|reverse|identity|cloud|remote|external|vendor|underlying|third-party)\b|(?-i:[A-Z])[\w.]+\W*$))|\b(?:left|up|delegated|outsourced)\s+to\s+(?:your\b|(?:the|an?)\s+(?:\w+\s+)?(?:proxy|proxies|host|provider|platform|operator|user|client|caller|deployment|integrator|application|upstream)\b)|\b(?:(?:modern|web)\s+browsers|cloudflare|heroku|aws|azure|gcp|github|npm|google|vercel|netlify"
    r"|the\s+(?:platform|cloud|hosting)\s+provider)\s+(?:\w+ly\s+)?(?:enforces?|provides?|encrypts?|handles?"
    r"|manages?|requires?)\b"
)
"""What somebody else's service does."""
PURPOSE = Wording(
    r"\b(?:designed|intended|meant|built|aims?|strives?|goal\b[^.;]{0,20}?)\s+(?:is\s+)?to\s+(?:\w+ly\s+)?(?:operate|protect|secure|safeguard|detect|help|keep|improve|make|prevent|provide|support)\b"
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
LEFT_OPEN = Wording(r"\b(?:residual|remaining|recommend\w*|to-?do|gaps?|limitations?|next\s+steps?)\b")
"""The title of a column that tells what a measure does not reach."""
POINTS = Wording(
    r"\W*(?:whether\b|note\b|for\s+(?:example|more|details|(?:the\s+|a\s+)?(?:full|complete|further|technical|detailed)\b[^.;:]{0,120}?\bsee\b)|e\.g|see\s|(?:have|take)\s+a\s+look\b|look\s+at\b|read\s+(?:the|our|more)|refer\b|https?://"
    r"|[\w./-]+\.(?:md|rst|txt|html|pdf)\b(?!\s+(?:(?:is|are|must\s+be)\s+)?(?:\w+ly\s+)?(?:required|generated|signed|checked|enforced|verified|attached|built)\b)|$)"
)
SUPPOSED = Wording(
    r"\b(?:is|are)\s+(?:\w+ly\s+)?working\s+(?:to|on|towards?)\b|^\W*(?:(?:un)?trusted|if|when|while|whether|unless|although|however|to|in\s+case)\b|\(if\s|\b(?:could"
    r"|might|may(?!\s+(?:\w+\s+){0,4}only\b)|should|assumes?|can\s+be)\b"
)
REFERS = Wording(
    r"\W*without\s+(?:this|that|it|these|them|such)\b|\W*(?:this|that|it)\s+(?:\w+ly\s+)?(?:confirms|shows|overrides|forces|reduces|minimi[sz]es|ensures|means|prevents|helps|allows|is|provides|protects"
    r"|makes|gives|eliminates|keeps|lets|avoids|includes|should|can)\b|\W*(?:this|that|the\s+above)\s+(?:command|call|step|script|prints|output|example|snippet|section|document|page|table|list)\b|\W*(?:these|both|such)\b"
)
"""It speaks of what was said before, and adds no claim."""
REMARKS = Wording(
    r"\b(?:is|are)\s+(?:\w+ly\s+)?(?:documented|described|explained|maintained|listed|defined|tracked|summari[sz]ed|specified|outlined|covered|discussed)\s+(?:separately\b|(?:in|at|under|on)\s)|\blives?\s+in\s+[\w./-]*\.(?:md|rst|txt|html)\b|\b(?:is|are)\s+an?\s+[^.;]{2,50},\s+not\s+an?\b"
    r"|\b(?:attackers?|adversar(?:y|ies))\s+(?:who|that|which|with|can|could|may|might|must|needs?|gains?|controls?|optimi\w+)\b|\b(?:literature|paper|researchers|arxiv)\b|\bwe\s+(?:aim|try|strive|want)\s+to\s+be\b|\bnot\s+(?:\w+\s+)?resolvable\b|\bplease\b|^\W*you\s+(?:can|may|should|must)\b|\bshare\s+(?:an?|the)\b"
)
"""Tells where something is written, what it is not, or what attackers may do."""
TITLE = Wording(r"(?:[\w/'’-]+\s+){0,5}[\w/'’-]+\.$")
INVENTORY = Wording(r"\b(?:librar(?:y|ies)|packages|dependencies|frameworks|stack|technologies)\b[^.]{0,40}:\s*$")
"""Introduces the parts that the software is made of: only a mechanism among them is a claim."""
NEEDS = Wording(r"\brequires?\b|\btrust|\bfull\b|support\b|provides")
"""What software needs, trusts or offers, which is no measure."""
HOLDS_NONE = Wording(
    r"\W*no\s+(?:[\w-]+,?\s+(?:or\s+|and\s+)?){0,3}?(?:secrets?|credentials|keys|tokens|passwords|(?:personal|sensitive|private)\s+(?:or\s+\w+\s+)?(?:data|information)|pii)\b"
)
"""What a repository does not hold, which is another kind's."""
MUST_BE = Wording(r"\bmust\s+(?:\w+\s+)?be\b")
SHOULD = Wording(r"(?<!^)(?<!, )\bshould\b(?!\s+(?:you|we|an?|any|the)\b)|\buser(?:s['’]|['’]s)?\s+responsibilit\w+")
ASKED = Wording(r"(?:^\W*|,\s*)(?:please\s+)?(?:ensure|make\s+sure|verify|check|confirm)\b[^.]*:\s*$")
ASIDE = Wording(r"[.,;]?\s+(?:but|however)\b[^.]{0,80}$")
SUPPORT = Wording(r"\bsupport$")
"""A label that says what the software can, though the rest tells how to use it: "TLS support: use `https://` addresses"."""
OPTION = Wording(r"\W*(?:set|use|enable|pass|add|configure)\s+\S*[_=-]\S*\s+(?:\([^)]{0,40}\)\s+)?to\s+\w+")
DECLARES = Wording(
    r"\b(?:is|are|was|has|have|cannot|can['’]t|does|doesn['’]t|will|won['’]t|must|gets?|never|we\s+\w+)\b|(?<=\w\ws )do(?:\s+not|n['’]t)\s+\w|\b(?:always|only|also"
    r"|automatically)\s+\w+s\b|\b(?:(?:runs|signs|stores|logs|records|limits|checks|supports|blocks|reads"
    r"|builds|passes|scans|pins|caps?|masks|releases|monitors|handles|contains|drops|asks|locks|ends|aborts|exits|closes|truncates|shuts|hides)(?=\s+\w)|comes?\s+with|carries|bears|uses|(?<=\w\ws )use|(?:transmits|sends|stores|collects|shares|retains|persists|sells|tracks)\s+no|implements"
    r"|enforces|validates|verifies|keeps|encrypts|restricts|prevents|protects|requires?|needs|includes|provides"
    r"|performs|follows|rejects|refuses|sanitizes|escapes|operates|"
    r"accesses|writes|executes|isolates|maintains|ensures|employs|relies|adopts|generates|publishes|ships"
    r"|redacts|strips|fails|denies|authenticates|detects|undergo(?:es)?|go(?:es)?\s+through|(?:run|pass|live"
    r"|stay)\s+(?:in|through|under|on|as|inside)|logs?\s+to|\w+ed\s+(?:by|with|before|against|at|in|on|to|via|using|from"
    r"|as))\b|(?<=\w\ws )(?:\w+ly\s+)?(?:enforce|validate|verify|reject|refuse|block|restrict|limit|prevent|protect|encrypt|strip|redact|mask|require|expire|isolate|escape|saniti[sz]e|authenticate|deny|drop|end|expire|close|abort|ask|lock)\s+(?=\w)"
)
STATES = Wording(
    r"\b(?!this\b|its\b|was\b)[a-z]{3,30}(?:[^\Wsu]|ou)s\s+(?!(?:of|for|and|or|in|with|without|to|from|on|by|that|which|when|where|is|are|was|were|has|have|may|can|could|must|should|will|do|not|earlier|contain)\b)\w"
)
"""Holds a word that looks like a verb of the third person, before its object: of a verb that is not among those above."""
_PRINCIPLE = r"\b(?:zero[\s-]trust|defen[cs]e[\s-]in[\s-]depth)\b"
_ALONE = r"(?:\s+\w+){0,3}\s*:\s*$"
PRINCIPLES = Wording(rf"{_PRINCIPLE}(?!{_ALONE})")
SUMMARY = Wording(
    r"\b(?:conducts?|performs?|runs?)\s+(?:\w+\s+){1,3}(?:scans|scanning|checks|checking)\b[^.;]{0,80}:\s*$|\b(?:conducts?|performs?|runs?)\s+(?:\w+\s+){0,2}(?:audits|reviews|assessments|testing|tests|scans)(?:\s+including)?\s*:\s*$|\bhardened\s+(?:defaults|configuration)\b|"
    rf"{_PRINCIPLE}{_ALONE}|\b(?:implements|enforces|provides|includes|uses|ensures|performs|supports)\s*:\s*$|\b(?:approach|strategy|philosophy)\b"
    r"|\b(?:security|protection|following)\s+(?:\w+\s+)?(?:measures|controls|features|practices|principles)\b"
    r"|\b(?:security|protection|following)\s+(?:\w+\s+)?(?:mechanisms|layers|protections)\b"
)
"""Introduces the claims of a list without being one."""
GENERAL = Wording(
    r"\b(?:continuous\s+|automat\w+\s+|regular\s+)?(?:security\s+)?monitoring\b|\bprevent(?:ion|ive|ative)\b|\b(?:detect|find|identify|prevent|catch|avoid)(?:s|ing)?\s+(?:[\w-]+\s+){0,3}(?:vulnerabilities|issues|flaws|bugs|weaknesses)\b"
)
"""What any list of measures is for: of what introduces one, it says no more than the list does."""
COLLECTIVE = Wording(
    r"\b(?:layers|controls|measures|protections?|mechanisms|safeguards|defen[cs]es|principles|practices|features)\b[^().;|]{0,40}\((?=[^()]{0,200},)[^()]{0,300}\)?"
)
"""What stands in the bracket are its examples."""
COUNTED = Wording(r"\b(?:several|multiple|various|following|these|two|three|four|methods|modes|options)\b")
PURPOSE_FIRST = Wording(
    r"^\W*to\s+[^,.;:]{3,120},\s+|^\W*(?:if|when)\s+(?:an?|the|any|no)\s+(?!(?:\w+\s+)?(?:attacker|adversary|user|researcher|reporter|client|caller|vulnerab|issue|bug|flaw|report|fix))(?![^,]{0,120}\b(?:was|were|had|did|could|you\w*)\b)[^,;:]{3,120},\s+(?=(?:the|its|it|every|all|any|each|no)\s|(?-i:[A-Z`]))"
)
"""A case or a reason before what is done for it: "to prevent misuse, every call is checked"."""
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
NOUN_FIRST = Wording(
    r"\W*(?:audit|test|log|review|secure|sign|block|lock|scan|track|limit|load|read|scope|set|share|watch|store"
    r"|monitor|run|check|pin|back\w*|commit|mask|access|pull\s+requests?|push\s+protection)\b"
)
"""Words that begin a bidding as well as a title: "Audit trail: every call is logged"."""
