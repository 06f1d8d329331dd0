"""The words of headings and leads that tell what kind of section they open."""

from upheld.policy.wording import Wording

REPORTS = Wording(
    r"\breport(?:s|ed|ing|ers?)?\b|\bdisclos\w*|\bsupport(?:ed)?\s+(?:version|release|polic|period|matrix"
    r"|python|node|platform)\w*|^\W*support\w*\W*$|\bexpect\b|\bresponses?\s+(?:times?|timelines?|targets?"
    r"|process|slas?|expect\w*|polic\w*|commit\w*|plan|team)\b|^\W*(?:our\s+|initial\s+)?(?:response"
    r"|responding)\W*$|\bresponsible\b|\btime-?(?:line|frame)s?\b|\bslas?\b"
    r"|\bvulnerabilit(?:y|ies)\b(?!\s+(?:scan|prevent|protect|mitigat|detect))"
)
"""What the rest of a policy is often nested under by mistake."""
ELSEWHERE = Wording(
    r"(?<!token )(?<!oauth )(?<!api )(?<!permission )\bscope\b|\binclude\b|\binformation\s+(?:to|we|needed)\b"
    r"|\backnowledg\w*|\bcredits?\b|\bhall\s+of\b|\bthank\w*|\bcontacts?\b|\bharbou?r\b|\bbount(?:y|ies)\b"
    r"|\breward\w*|^\W*legal\b|\bliabilit\w+|\bwarrant\w*|\bdisclaimer\b|\blicen[cs]e\b|\bchange\s*log\b"
    r"|\bhistory\b|\brecent\b|\bpast\b|\bmissing\b|\bgaps\b|\b(?:breach|impact)\b|\bnot\s+(?:yet\s+)?implemented\b|\bfindings?\b|\bopen\s+(?:\w+\s+)?(?:items|issues|points|alerts)\b|\baccepted\b|\baction\s+items\b|\bnext\s+steps\b|\benhancements?\b|\bpriority\b|\bmetrics\b|\bthresholds?\b|\bunmitigated\b|\btroubleshoot\w*|\bdocumentation\b|\blocations?\b"
    r"|\bknown\s+(?:\w+\s+)?(?:issues|vulnerabilit\w+|limitations|risks|boundaries|weaknesses)\b|\blimitations?\b"
    r"|\brisks?\b|\bfuture\b|\broadmap\b|\bplanned\b|\bupcoming\b|\btodo\b|\bresources?\b(?!\s+(?:limit|cap|bound|control|exhaust|usage|budget|manage|consum|isolat"
    r"|quota))|\bassumptions?\b|\baudit\s+(?:status|history|timeline)\b|\breferences?\b|\blinks?\b|\bsee\s+also\b|\bfurther\b|\b(?:related"
    r"|additional)\s+(?:\w+\s+)?(?:doc\w*|reading|information)\b"
    r"|\bquestions?\b|\b[pg]gp\b|\bdefinitions?\b|\bseverit(?:y|ies)\b|\bnotif\w+|\b(?:security"
    r"|version|software|release)\s+(?:updates?|patches|fix(?:es)?|releases?)\b|\bannounce\w*|\bresearchers?\b"
    r"|(?:^|\b(?:security|disclosure|vulnerability|embargo|support|update|upgrade|release|version|response|reporting|privacy|maintenance|backport|patch|communication|eol|deprecation|fix|triage|bounty|advisory|our|this|the|of|conduct)\W+(?:\w+\s+)?)(?<!content security )polic(?:y|ies)\b|\bexamples?\b|\bconstitutes?\b|\bissues?\b|\bwhat\s+(?:counts"
    r"|qualif|is\s+(?:not\s+)?a)\w*|\bconsider(?:ed)?\s+a|\bqualif\w+"
    r"|\bnot\s+(?:protect|cover|promise|in\s+scope|a\s+vuln)\w*|\bnon-?goals?\b|\beligib\w+|\bembargo\w*"
    r"|\badvisor(?:y|ies)\b|\blanguages?\b|\bour\s+commitment\b|\bupgrad\w+|\bversion(?:s|ing)?\b(?!\s+control)"
    r"|\btypes\s+of\b|(?<!does and )\bdoes\s+not\b(?!\s+and\s+does\b)|\bnot\s+(?:defend\w*|guard\w*|mitigat\w*|address\w*)\b|\bwe\s+(?:do\s+not|don['’]t)\b|\bnot\s+an?\s+(?:\w+\s+)?(?:boundary|sandbox|guarantee|goal|substitute)\b|\bgoing\s+deeper\b|\bread\s+more\b"
)
CLAIMS = Wording(
    r"\bsecurity\s+(?:\w+\s+)?(?:features?|measures?|architecture|controls?|mechanisms?|design|protections?"
    r"|safeguards?|implementations?|infrastructure|posture|hardening|capabilit\w+|properties|invariants|guarantees?"
    r"|principles|testing|tests?|scanning|automation|tooling|tools|checks?|(?<!best\s)practices|standards?"
    r"|layers?|status|highlights|enforcement)\b"
    r"|\b(?:our|current|built[\s-]?in|existing|key|implemented|runtime)\s+(?:\w+\s+)?(?:measures|safeguards"
    r"|protections?|controls|mitigations|features)\b|\bdefen[cs]es?\b|\bhardening\s+(?:measures|features"
    r"|in\s+place|applied)|\bmeasures\s+(?:in\s+place|taken|we)\b|\bguarantees?\b|\bsafeguards\b"
    r"|\b(?:attack[\s-])?surface\s+(?:minimi|reduc)\w+"
    r"|\bhow\s+(?:we|it)\s+(?:keeps?|protects?|secures?|stays?)|\bsecure(?:d)?\s+by\s+(?:default|design)\b"
    r"|\bautomat\w+\s+(?:security\s+)?(?:scan\w*|checks?|testing|security)\b|\b(?:automat\w+|security|quality"
    r"|ci)\s+gates?\b|\b(?:build|release|artifact|package)s?\s+(?:integrity|signing|provenance|verification)\b"
    r"|^\W*(?:(?:core|key|main|design|safety)\s+)?principles\W*$|\battestations?\b|\benforced?\b|\bbaseline\b|\bstatic\b[^/]{0,20}\banalysis\b|\bthreats?\s+(?:addressed|mitigat\w+)|(?<!not )\b(?:defended|protected|protects|defends|guarded)\s+against\b|\binvariants\b"
)
TOPIC = Wording(
    r"\bsecur\w+|\bhardening\b|\bthreat\b|\bvalidation\b|\bsanit\w+|\bauth\w*|\baccess\b|\bpermissions?\b|\bencrypt\w*"
    r"|\bcrypto\w*|\btls\b|\bhttps\b|\btransport\b|\blogg?\w*\b|\baudit\w*|\bmonitoring\b|\berrors?\b"
    r"|\brate[\s-]limit\w*|\bsessions?\b|\btokens?\b|\bcredentials?\b|\bsecrets?\b|\bkeys?\b|\bfile\s*system\b"
    r"|\bpaths?\b|\bsandbox\w*|\bisolat\w+|\bnetwork\w*|\bcompliance\b|\bsupply[\s-]chain\b|\bmitigations?\b"
    r"|\bdata\b|\bprivacy\b|\bdependenc\w+|\bcontainers?\b|\bdocker\w*|\bbuild\b|\breleases?\b|\bmemory\b"
    r"|\binjection\b|\bcode\b|\blimits?\b|\btrust\w*|\bread[\s-]only\b|\bci\b|\btest\w*|\bprotect\w*"
    r"|\bintegrity\b|\bsafety\b|\babuse\b|\bsnapshot\w*|\bstorage\b|\bscanning\b|\bsmart\s+contracts?\b"
    r"|\bprompt\b"
)
CLAIMS_LEAD = Wording(
    r"\b(?:implements|includes|provides|uses|employs|has|enforces|performs|takes|ensures|applies|maintains"
    r"|follows|offers|incorporates|(?:we|have)\s+(?:\w+\s+)?\w+)\b[^.]{0,60}\b(?:secur\w+|measures|controls"
    r"|protections?|safeguards|defen[cs]e\w*|hardening|mechanisms|approach|strategy"
    r"|invariants)\b[^.]{0,60}:\s*$|\bdesigned\b[^.]{0,60}\b(?:security|safe\w*)\b[^.]{0,20}:\s*$"
    r"|\bthreats?\s+(?:addressed|mitigated)|\b(?:properties|features|protections|measures|controls|safeguards|mitigations|mechanisms|guarantees|defen[cs]es|principles)\s+include\s*:\s*$"
    r"|\bfollowing\s+(?:security\s+)?(?:guarantees|properties|protections|safeguards|controls|measures|precautions)\b[^.]{0,30}:\s*$|\bchecks?\s+run\b|^\W*(?:controls|protections|safeguards|defen[cs]es|mitigations|guarantees|measures|hardening)\W*:\W*$|^\W*(?:\w+\s+)?(?:security|hardening)\s+(?:\w+\s+)?(?:features|measures|controls"
    r"|checks|protections)\W*$"
)
ELSEWHERE_LEAD = Wording(
    r"\bplease\b|(?<!properties )(?<!features )(?<!protections )(?<!measures )(?<!controls )(?<!safeguards )(?<!mitigations )(?<!mechanisms )(?<!guarantees )(?<!defenses )(?<!defences )(?<!principles )(?<!these )(?<!also )(?<!releases )(?<!builds )(?<!artifacts )\bincluded?\s*:|\bprovide\s+(?:us|as|details|information)\b|\bfollowing\s+(?:information"
    r"|details|issues|types|versions?|vulnerabilit\w+)\b|\breport\w*\b|\bscope\b|\bnot\s+protect\b"
    r"|(?<!not )(?<!no )(?<!against )(?<!prevent )(?<!common )\bvulnerabilit(?:y|ies)\b|\bif\s+you\s+(?:find|found|discover|believe|suspect|have|think|need|want)\b"
    r"|\bresearchers?\b|\bwe\s+will\b|\byou\s+(?:can|may|will)\b|\bsteps\b|\bexamples?\b|\b(?:deliberate|conscious|intentional)\s+(?:choice|decision|trade-?off)\b|\b(?:reasons?|rationale)\b"
    r"|\bnot\s+(?:considered|covered)\b|\brequires?\s+attention\b"
    r"|\bpolicies\b|\bcontacts?\b|\bfuture\b|\bplanned\b|\bupcoming\b|\broadmap\b|\bnot\s+yet\b|\bresponsible\s+for\b|\bdisclos\w+"
    r"|^\W*(?:for\b[^.]{0,90}?,?\s*)?(?:please\s+)?(?:see|refer|consult|read)\b"
)
OF_THE_SOFTWARE = Wording(
    r"^\W*(?:the|this|our)\s+(?:[\w-]+\s+){0,3}?(?:servers?|tools?|library|packages?|projects?|app(?:lication)?s?|software|systems?|plugins?|extensions?|crates?|modules?|services?|cli|framework|sdk|clients?|agents?|gateway|images?|containers?|actions?)(?:\s+(?:(?:is|are)\s+(?:careful|designed|built|made|configured|set\s+up)\s+to|will|does|do|always))?\s*:\s*$"
)
"""What it introduces tells what the software does, in whatever mood: "the server is careful to:"."""
REACH = Wording(r"^(?!\W*(?:out|not|known|what)\b).{0,120}?\b(?:scope|versions?|releases?)\b")
"""The heading of what a policy or a project reaches: what the software does may be told below it in passing."""
OF_REPORTS = Wording(
    r"\b(?:vulnerabilit\w+|issues?|bugs?|flaws?|findings?|scope|report\w*|pgp|gpg|severity|cve\w*|you|your|should|may|might|could|we|if|mailing|bypass\w*|responsib\w*|e-?mail|fix\w*|considered)\b"
)
"""Words of the sentences that such a heading is for."""
HARM = Wording(
    r"\W*(?:read|write|run|execute|store|save|send|transmit|share|upload|access|modify|change|delete|collect|track|log|record|persist|retain|cache|open|connect|call|make|phone|sell|spawn|eval\w*|download|install|expose|touch|bypass)\b"
)
"""What software may do to those who use it: below "what the server does not do:" each is a claim, while "protect" denies one."""
MANUAL = Wording(r"^\W*(?:manual(?:ly)?|optional(?:ly)?)\b[^.]{0,60}:\s*$|\bas\s+needed\)?\s*:\s*$")
POLICY = Wording(r"\bpolic(?:y|ies)\b")
AGAINST_VULNERABILITIES = Wording(
    r"\b(?:measures|tools?|tooling|scann\w+|checks?|controls?|practices|techniques|mechanisms|monitoring|in\s+place|pipelines?|defen[cs]es)\b[^.;:]{0,80}?\b(?:detect|identify|find|prevent|avoid|mitigate|catch|reduce|eliminate)(?:s|ing)?\s+(?:[\w/-]+\s+){0,4}vulnerabilit(?:y|ies)\b"
)
"""What is done against them, which is no word of reports."""
EXPLAINS = Wording(
    r"\b(?:surfaces?|threat\s+model|trust\s+model|properties|boundaries)\s+(?:is|are|includes?)\b[^.]{0,20}:\s*$|\bwhat\s+this\s+means\b|\bimplications\b|\bassum\w+\b"
)
RECORDS = Wording(
    r"^\W*(?:entity|trust\s+level|(?:environment\s+)?variables?|settings?|parameters?|(?:(?!block|den|reject|forbid|prohibit)\w+\s+)?(?:commands?|flags?)|env|endpoints?|findings?|versions?|last\s+(?:audit|review)\w*|supported|severity|cve|researcher|date|reporter|branch|release)\b"
)
ADVICE = Wording(
    r"\bbest[\s-]+practices?\b|\brecommend\w*|\b(?:for|to)\s+(?:\w+\s+)?(?:users?|operators?"
    r"|administrators?|admins?|deployers?|integrators?|contributors?|developers?|consumers?)\b|\b(?:users?"
    r"|operators?|customers?|your)\s+(?:\w+\s+)?(?:responsibilit\w+|checklist|actions?)"
    r"|\bguid(?:ance|elines?)\b|\btips\b|\bchecklist\b|\badvice\b|\bin\s+production\b|\bproduction\s+(?:use"
    r"|setup|requirements?|deploy\w+)\b|\bdeployment\b|\bwhen\s+(?:using|deploying|running|you|working)\b"
    r"|\bsecuring\s+(?:your|the)\b|\bprotect\w*\s+your\w*|\bwhat\s+you\s+(?:can|should|must)\b|\bwhat\s+(?:not\s+)?to\s+(?:log|store|commit|share)\b|\bshould\b"
    r"|\bhow\s+(?:to|you\s+can)\b|\bdo['’]?s\s+and\b|\bsettings\b|\bminimum\b|\bsafe\s+practices\b"
    r"|\bsecure\s+(?:usage|use|configuration|deployment|setup)\b|\bhardening\s+(?:guide|tips|steps|recommend)"
    r"|\byour\s+own\b|^\W*if\b"
)
ADVICE_LEAD = Wording(
    r"\b(?:must|need\s+to)\s*:?\s*$|(?:^\W*|,\s*)(?:please\s+)?(?:ensure|make\s+sure|consider)\b[^.]*:\s*$"
    r"|\bto\s+(?:stay|keep|use|secure|run|minimi[sz]e|reduce|enhance|improve)\b[^.]*:\s*$"
)
LONGEST_TITLE = 60
"""A longer lead introduces its list only when it ends with a colon."""
