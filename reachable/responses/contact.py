"""Whether the words of an action say that somebody is sent to a young person or a family."""

import re

# Plain words that mean contact. "Call" and "ring" about a colleague raise the question too: it is asked, not decided.
_WORDS = (
    "visit|visits|visiting|see|meet|meets|ring|phone|call|telephone|text|message|collect|fetch|pick up|drop|drop off|"
    "take (?:him|her|them|home)|go to|attend|attends|home visit|knock|speak to|speak with|talk to|talk with|contact|"
    "escort|transport|drive|return (?:him|her|them)|deliver|accompany|welfare check|doorstep"
)
_CONTACT = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)


def words_of_contact(what: str) -> tuple[str, ...]:
    """The words that say contact, lower case, once each, in the order of the text."""
    return tuple(dict.fromkeys(found.lower() for found in _CONTACT.findall(what)))
