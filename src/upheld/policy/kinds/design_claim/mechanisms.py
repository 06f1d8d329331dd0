"""Mechanisms that make a design safer but are no subject of their own, and what is another kind's."""

from functools import lru_cache

from upheld.policy.wording import Wording

MECHANISM = Wording(
    r"\b(?:validat\w+|saniti[sz]\w+|escap(?:ed|es|ing)|rate[\s-]?limit\w*|throttl\w+|circuit[\s-]breakers?"
    r"|quotas?|(?:size|time|length|resource|memory|concurrency|token)\s+(?:limits?|limiting|caps?|budgets?)"
    r"|capped|caps\b|max(?:imum)?\s+(?:of\s+)?\d+|\d+\s*(?:requests?|connections?|calls?|attempts?)?\s*(?:per|/)\s*(?:\d+\s*)?(?:sec(?:ond)?|min(?:ute)?|hour|day|ip|user|client|session)s?\b"
    r"|retry\s+logic|back-?off|(?:\w+_)?timeouts?|time-?outs?|stack\s+(?:protector|canar\w+)|(?:with|through)\s+placeholders|(?:sessions?|links?|logins?)\s+(?:ends?|lapses?)\b|(?:must|ha(?:ve|s)\s+to|needs?\s+to)\s+(?:approve|confirm|sign\s+off)|asks?\s+(?:you\s+|the\s+user\s+)?(?:for\s+(?:permission|consent)|before)\b|cut\s+off|truncated|(?:shuts?\s+down|aborts?|exits)\s+(?:when|if|on|unless)\b|locks?\s+(?:the\s+account|out)\b|safe\s+rust|(?:is|are)\s+(?:not|never)\s+followed|fortify_source|aslr|relro|csprng|crypto\.\w+|randombytes|cryptographically|auto-?escap\w+|(?:closed|dropped|ended|locked|logged\s+out)\s+after\s+(?:\w+\s+){1,2}(?:seconds?|minutes?|hours?|attempts?|failures?)|(?:won['’]t|cannot|can['’]t|will\s+not)\s+(?:load|start|be\s+(?:loaded|installed|executed|triggered|opened|altered|changed|replaced))|prevent(?:s|ed|ion|ing)?|protect(?:s|ed|ion|ions)\b|"
    r"restrict(?:s|ed|ions?)\b|enforce[sd]?|enforcement|(?:code|commit|cosign|gpg|digital|artifact|release"
    r"|binary|image)[\s-]?sign\w*|(?<!self-)signed|signatures?|sigstore|cosign|checksums?|hash(?:es|ed|ing)\b"
    r"|sbom|software\s+bill|provenance|attest\w+|slsa|integrity|tamper(?:[\s-]?(?:evident|proof|resist\w*|detect\w*|protect\w*)|ed)|anti-tamper\w*|"
    r"reproducible|deterministic\w*|fuzz\w*|static(?:ally)?\s+(?:code\s+)?analy\w+|sast|dast|codeql|semgrep"
    r"|sonar\w*|bandit|gosec|clippy|linters?|linting|golangci\S*|eslint|ruff|code\s+scanning|secrets?\s+(?:scan"
    r"|detect)\w*|gitleaks|trufflehog|scorecard|code\s+reviews?|peer\s+review\w*|"
    r"review(?:ed)?\s+(?:[\w-]+\s+){0,4}?before\s+(?:\w+\s+){0,2}(?:merg|releas)\w+|(?:codeowners?|one|a)\s+approvals?|(?:pull|merge)[\s-]request\s+reviews?|review\s+process|(?:must|are)\s+(?:be\s+)?(?:\w+ly\s+)?reviewed\b|ephemeral|require\w*\s+review|(?:\d+|two|required|final)\s+approvals?|human[\s-]in[\s-]the[\s-]loop|(?:no|never|nothing|not)\b[^.;]{0,80}?\bwithout\s+(?:passing|going|explicit|user|your|a|an|the|prior|confirm\w*|approv\w*)\b|nothing\s+is\s+(?:ever\s+)?(?:written|stored|collected|logged|persisted|executed)\b|we\s+(?:do\s+not|don['’]t|never)\s+(?:store|collect|sell|log|track|retain)\s+(?:your|any|user|customer|personal)\b|only\s+(?:makes|sends)\s+(?:\w+\s+){0,2}(?:requests?|calls?)\s+to|http-?only|same-?site|time\s+out\s+after|four-eyes|two-person|dual\s+control|separation\s+of\s+duties|code[\s-]owners?\w*"
    r"|status\s+checks|branch\s+protection|protected\s+branch\w*"
    r"|pre-?commit|pinned|pinning|pins?\s+(?:[\w'’/-]+,?\s+){1,6}?(?:by|to|with)\s+(?:[\w-]+\s+){0,4}?(?:sha\w*|digests?|hash(?:es)?|commits?|versions?)\b|(?:treated|label+ed|returned|marked|tagged|handled|quoted)\s+(?:[\w-]+\s+){0,3}?as\s+(?:[\w-]+\s+){0,2}?(?:data|untrusted)\b|(?:security|penetration|unit|integration|regression|property-based)\s+test(?:s|ing|ed)?\b"
    r"|pen-?test\w*|test\s+(?:coverage|suites?)|coverage|"
    r"(?:minimal|minimum|few|small|zero|no|fewest|limited|\d+)\s+(?:[\w-]+\s+){0,2}dependenc\w+(?!\w|\s+(?:are|is|have|has|were|contain|carry|with)\b)"
    r"|dependenc\w+\s+(?:(?:is|are)\s+)?(?:\w+ly\s+)?(?:kept\s+)?(?:small|minimal|few|low|lean|(?:to|at)\s+(?:a|the)\s+(?:bare\s+)?minimum)\b|dependenc\w+\s+(?:are|is)\s+(?:\w+ly\s+)?(?:locked|specified|declared|vendored|frozen)\b"
    r"|minimal\s+(?:attack\s+)?surface|(?:reduc\w+|minimi\w+|shrink\w*|limit\w*|small\w*|low\w*|narrow\w*)\s+(?:\w+\s+){0,2}attack\s+surface|attack[\s-]surface\s+(?:\w+\s+)?(?:reduc\w+|minimi\w+)|memory[\s-]safe\w*|bounds\s+check\w*|no\s+unsafe(?=\s+(?:code|rust|blocks?|functions?|apis?)\b|\W*$)"
    r"|unsafe\s+code|type[\s-]safe(?:ty|\w*)|security\s+groups|(?:appropriate|restrictive|restricted|strict|private|owner-only)\s+(?:file\s+)?(?:permissions|modes?)|(?:mode|permissions)\s+0?[67]00\b|0?[67]00\s+(?:file\s+)?(?:permissions|mode)\b|blocks?\s+(?:[\w-]+\s+){0,3}(?:urls?|schemes?|commands?|requests?|addresses|hosts?|domains?|scripts?|queries|ports?|extensions?|patterns?|uploads?|redirects?|merges?)\b|gated\s+(?:by|behind|on)|(?:includes|provides|ships|offers)\s+an?\s+(?:\w+\s+)?scanner|no\s+(?:[\w-]+\s+){0,2}(?:backend|advertis\w+|ads\b)|(?:^|ha(?:s|ve)\s+|contains?\s+)(?:no|zero)\s+(?:[\w-]+,?\s+){0,3}?(?:telemetry|analytics)\b|strict(?:ly)?\s+(?:\w+\s+)?(?:mode|typ|schema|loader|parse|pars|check)\w*|limited\s+to\s+(?:an?\s+)?(?:list|set|fixed|known|\d[\d,.]*)|schemas?\s+(?:valid|check|enforce)\w*|zod"
    r"|"
    r"authenticat(?:ed|es|ion)\b(?!\s+(?:credentials|details|errors?|issues?)\b)|authori[sz](?:ed|es|ation)\b|access\s+controls?|rbac|role-based|oauth\S*(?!\s+(?:tokens?|apps?|clients?|scopes?)\b)|oidc"
    r"|jwts?|pkce|csrf|xss|csp\b|cors\b|hsts|ssrf|security\s+headers|injection|parameteri[sz]ed|bound\s+parameters|bind\s+(?:parameters|variables)"
    r"|prepared\s+statements?|bcrypt|argon2\w*|scrypt|pbkdf2|hkdf|hmac|sha-?\d+|"
    r"zero[\s-]trust|defen[cs]e[\s-]in[\s-]depth|fail(?:s|ing)?[\s-]?(?:closed|fast|safe|securely)"
    r"|secure\s+(?:\w+\s+)?storage|security\s+(?:audits|reviews|monitoring|assessments?|lints?|scanning)"
    r"|scanners\s+in\s+place|lints\b|(?:forbid|deny)\s?\(unsafe_code\)|secure\s+(?:defaults?|random\w*|headers|by\s+(?:default|design))|expir(?:e|es|ed|y|ation)\b"
    r"|auto-?expir\w+|short[\s-]lived|in[\s-]memory|in\s+memory|never\s+(?:stored|persisted|written|cached"
    r"|exposed?)|not\s+(?:stored|persisted|written\s+to\s+disk)|no\s+(?:\w+\s+){1,3}(?:stored|storage|persisted"
    r"|collected|retained)|"
    r"keychain|keyring|keystore|credential\s+(?:manager|locker|store)|atomic(?:ally)?\b|0o?[67][0-7]{2}\b|(?:hashicorp|azure|managed|key|secrets?|credentials?|encrypted|agent)\s+vaults?|vault\s+(?:secrets?|backends?|integration|encryption)|hsm|kms|secrets?\s+manag\w+|zero(?:ed|i[sz]\w+)|constant[\s-]time"
    r"|whitelist\w*|allow-?list\w*|block-?list\w*|deny-?list\w*|denied\s+by\s+default|default[\s-]deny|deny[\s-]by[\s-]default|immutable|append-only"
    r"|idempoten(?:t|ce|cy|tly)\b|nonces?|replay|anomaly|confirmation|explicit(?:ly)?\s+(?:[\w-]+\s+)?(?:opt|approv|permission(?!\s+(?:of|from)\b)|confirm|consent|grant|allow|enabl|command|action)\w*|"
    r"(?:user|human|manual)[\s-](?:approval|consent|initiated|confirm\w+)|no\s+(?:eval|dynamic|auto-?\w*"
    r"|automatic|arbitrary|remote|background|hidden|binar|persist\w*|shell)\s*\w*|(?:does|is|are|will)\s+(?:not"
    r"|never)\s+(?:execut|eval|stor|persist|collect|modif|writ)\w*|(?:does|will)\s+(?:not|never)\s+(?:read|access|send|transmit|share|delete|upload|sell|spawn|download|track\s+(?:users?|you\w*|people|behaviou?r|usage))\b|never\s+(?:execut|eval|stor|persist|collect"
    r"|modif|writ)\w+|implements?\s+(?:\w+\s+){0,3}security\s+(?:measures|controls)|only\s+(?:communicat|connect|talk|access|collect"
    r"|stor|read|us|load|accept)\w*(?:s|ed)\b|"
    r"gdpr|hipaa|soc\s?2|iso\s?/?(?:iec\s)?27\d+|owasp|nist|cwe|pci|compliant|compliance|hardened|hardening"
    r"|stderr|(?:requests?|connect(?:s|ions?)|talks?|communicates?)\s+only\s+(?:to|with)|stripped"
    r"|(?:minimal|distroless|slim|alpine)\s+(?:base\s+|container\s+|docker\s+)?images?|not\s+exposed\s+to|(?:is|are|get)\s+(?:\w+ly\s+)?(?:blocked|quarantined|denied|dropped|disallowed|forbidden)\b|excluded\s+from\s+(?:the\s+)?(?:index\w*|scan\w*|search\w*|contexts?|outputs?|results?|builds?|packages?|images?)\b|verifies\b|never\s+(?:holds?|sees?|receives?|shares?|sells?|transmits?|served|sent|shown|followed|trusted|passed|returned|kill\w*|run|spawn\w*|overwrit\w+|delet\w+)|required\s+(?:for|on|in|by|from)\s+(?:all|every|each)\b|(?:tokens?|passwords?|passphrases?|keys?|certificates?|reviews?|approvals?)\s+(?:is|are)\s+(?:always\s+)?(?:required|mandatory)\b|(?:every|each)\s+(?:[\w-]+\s+){1,3}(?:needs|requires)\s+an?\b|(?:transmits|sends|shares|collects|stores|retains|persists|sells|tracks|we\s+(?:collect|store|share|send|sell|track|retain))\s+no\b|published\s+(?:[\w.-]+\s+){0,3}(?:manually|by\s+hand)\b|secure\s+(?:handling|transmission|communication|session\w*|cookies?)|reject(?:s|ed|ion)|(?:verified|checked)\s+(?:against|before|by|on|at)|refuse[sd]?|only\s+(?:[\w-]+\s+){1,6}(?:is|are|gets?)\s+(?:ever\s+)?(?:permitted|allowed|accepted|executed|exposed|stored|kept|saved|written|sent|shared|transmitted|published)|(?:runs|executes|spawns|loads|keeps|holds|writes|reads|sends|evaluates|downloads|installs)\s+no\b|no\s+(?:[\w-]+\s+){1,4}(?:is|are)\s+(?:ever\s+)?(?:exposed|executed|run|loaded|written|created|modified|changed|deleted|stored|kept|sent|installed|shared)|requires?\s+(?:[\w,-]+\s+){0,6}(?:(?:api\s+keys?|access\s+tokens?|bearer\s+tokens?|passwords?|credentials)\b)|generic\s+(?:error\s+)?messages?|stack\s+traces?|internal\s+details|detect(?:s|ed|ion)\b)"
)
_OTHERS = Wording(
    r"\b(?:dependabot|renovate|(?:npm|pip|cargo|yarn|pnpm|composer|bundler?)[\s-]audit|pip-audit|govulncheck"
    r"|osv\S*|snyk|trivy|grype|(?<!type )(?<!memory )(?<!thread )safety|dependency[\s-](?:review|audit\w*|scan\w*|updates?|check\w*|vulnerab\w*)"
    r"|vulnerab\w+\s+(?:\w+\s+)?(?:scan\w*|dependenc\w+)|"
    r"dependenc\w+\s+(?:are\s+|is\s+)?(?:\w+ly\s+)?(?:kept(?!\s+(?:small|minimal|few|low|lean|(?:to|at)\s+a))|updated?|monitor\w*|scan\w*|audit\w*"
    r"|up[\s-]to[\s-]date|track\w*|vulnerab\w*)[^.;|]{0,40}|(?:scan\w*|audit\w*|updat\w+"
    r"|monitor\w*)\s+(?:\w+\s+){0,3}dependenc\w+|detect\w*\s+(?:known\s+)?(?:cves?|vulnerab\w+)[^.;|]{0,40}|security\s+(?:patches|updates|fixes)|known\s+vulnerabilit\w+"
    r"|environment\s+variables?|env\s+vars?|gitignored|"
    r"(?:hard-?coded?|committed|checked\s+in|in\s+(?:the\s+)?(?:code|repo\w*|git|source|version\s+control))\b"
    r"|rotat\w+|advisor(?:y|ies)|changelog|release\s+notes)|(?<!\w)\.(?:gitignore|env)\b"
)
_HANDLING = Wording(
    r"\b(?:(?<!scanner\s)(?<!scan\s)(?<!test\s)(?<!coverage\s)(?<!error\s)(?<!crash\s)report(?:s|ed|ers?|ing)?|(?<!information\s)(?<!data\s)(?<!non-)disclos\w+|researchers?|acknowledg\w+"
    r"|credited|triag\w+|cves?(?!\s+scan)(?<!known cves)(?<!known cve)|embargo\w*|(?:we|our\s+team)\s+will|security\s+(?:fix\w*|advisor\w+|updates?"
    r"|patch\w*)|discover\w*(?=\s+(?:\w+\s+){0,3}(?:vulnerab|issue|bug|flaw|weakness|problem|something))|(?:vulnerabilit(?:y|ies)|issues?|bugs?|flaws?|problems?)\s+(?:\w+\s+){0,3}discovered|end[\s-]of[\s-]life|last\s+(?:updated|reviewed)|next\s+review|take\w*\s+security"
    r"|seriously|(?:is|are)\s+(?:a\s+|our\s+)?priority|thank"
    r"|(?:find|finds|found|handl\w+|fix\w*|address\w*|confirm\w*|known|suspect\w*|valid|potential|receiv\w+"
    r"|resolv\w+|investigat\w+)\s+(?:\w+\s+){0,3}?(?:security\s+(?:issues?|bugs?|concerns?)"
    r"|vulnerabilit\w+)(?!\s+(?:before|prior)))\b(?!\s+(?:\w+\s+){0,3}before\s+merg)"
)


@lru_cache(maxsize=256)
def names_a_mechanism(text: str) -> bool:
    """Tell whether a text names a mechanism beside what other kinds of promise take."""
    return MECHANISM.search(_OTHERS.sub(" ", text)) is not None


def is_of_another_kind(text: str) -> bool:
    """Tell whether a text is about reports, dependencies, secrets in the repository, or the network."""
    return _OTHERS.search(text) is not None


def is_about_handling(text: str) -> bool:
    """Tell whether a text is about reports and fixes instead of the software."""
    return _HANDLING.search(text) is not None
