"""Source read by rules: which calls listen, and on what.

`may_hit` tells cheaply which files are worth parsing, `parsed` parses one, `hits` finds the calls, and `bind_of` says on
what one listens.
"""

from upheld.exposure.source.binding import bind_of
from upheld.exposure.source.languages import language_of
from upheld.exposure.source.parsed import Hit, Parsed
from upheld.exposure.source.prefilter import may_hit
from upheld.exposure.source.scanning import hits, parsed, refusal

__all__ = ["Hit", "Parsed", "bind_of", "hits", "language_of", "may_hit", "parsed", "refusal"]
