"""Whether the words of an action say that somebody is sent to a young person or a family."""

import re

# Plain words that mean contact. "Call" and "ring" about a colleague raise the question too: it is asked, not decided.
_WORDS = (
    "visit(?:s|ing)?|see|sees|seeing|meet|meets|ring(?:s|ing)?|phon(?:e|es|ing)|call(?:s|ing)?|telephon(?:e|es|ing)|"
    "text|texting|message|messaging|whatsapp|collect(?:s|ing)?|fetch(?:es|ing)?|pick(?:s|ing)?(?: \\w+){0,3} up|"
    "drop(?:s|ping)? off|drop(?:s|ping)?|tak(?:e|es|ing) (?:him|her|them|home)|"
    "(?:tak|driv)(?:e|es|ing)(?: \\w+){1,3} home|(?:bring|walk)(?:s|ing)?(?: \\w+){0,3} home|"
    "bring(?:s|ing)? (?:him|her|them)|go(?:es|ing)? (?:to|round|over)|attend(?:s|ing)?|knock(?:s|ing)?|"
    "check(?:s|ing)? on|speak(?:s|ing)? (?:to|with)|talk(?:s|ing)? (?:to|with)|contact(?:s|ing)?|escort(?:s|ing)?|"
    "transport(?:s|ing)?|driv(?:e|es|ing)|return (?:him|her|them)|deliver(?:s|ing)?|"
    "accompan(?:y|ies|ying)|welfare check|doorstep"
)
_CONTACT = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)


def words_of_contact(what: str) -> tuple[str, ...]:
    """The words that say contact, lower case, once each, in the order of the text."""
    return tuple(dict.fromkeys(found.lower() for found in _CONTACT.findall(what)))
