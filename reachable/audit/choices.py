"""Verbs that the audit itself writes. Every room names its own; this is the shape they share."""

import re

VERB = re.compile(r"[a-z]+(-[a-z0-9]+)*")
VERB_LENGTH = 60
LOOKED_AT = "looked-at"
WAS_REFUSED = "was-refused"
SEARCHED = "audit-searched"
ERASED = "words-erased"
