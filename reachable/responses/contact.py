"""Whether the words of an action say that somebody is sent to a young person or a family.

Plain words that mean contact. "Call" and "ring" about a colleague raise the question too: it is asked, not decided.
Every repetition is bounded and its words are parted by single spaces, so that no text takes long to look through.
"""

import re

_WHOM = (
    r"(?:(?:the|his|her|their|both|each) )?(?:young (?:person|people|man|men|woman|women|ones?)|child|children|kids?|"
    r"boys?|girls?|famil(?:y|ies)|siblings?|brothers?|sisters?|mothers?|mums?|fathers?|dads?|parents?|carers?|"
    r"grandparents?|aunts?|uncles?|girlfriend|boyfriend|victims?)"
)
_PLACE = (
    r"(?:(?:the|a|an|his|her|their) )?(?:safe |other |new )?(?:home|house|flat|address|hospital|ward|school|college|"
    r"station|court|placement|refuge|clinic|surgery|hostel|hotel)"
)
# What is fetched from a colleague, and nobody with it.
_PAPERS = (
    r"(?!(?:files?|records?|reports?|information|advice|lists?|numbers?|updates?|details|answers?|news|consent|"
    r"permission|names?|cop(?:y|ies)|minutes|feedback|confirmation|help|support|agreement)\b)"
)
_WORDS = (
    # Going to somebody, or being there
    r"visit(?:s|ing)?|see|sees|seeing|meet|meets|attend(?:s|ing)?|knock(?:s|ing)?|doorstep",
    r"go(?:es|ing)? (?:to|round|over)|go(?:es|ing)? and (?:find|look|fetch|get|tell|ask|check|sit|talk)",
    r"(?:pop|stop|swing)(?:s|p?ing)? (?:round|in|by|over)|(?:com|turn)(?:e|es|s|ing)? (?:round|up at)",
    rf"(?:find|look for|search for)(?:ing|s)? (?:him|her|them|{_WHOM})",
    r"(?<!can )(?<!could )(?:sit|stay|wait)(?:s|t?ing)? with",
    r"(?<!an )(?<!the )(?<!our )(?<!this )(?<!same )approach(?:es|ing)?(?! with\b| to\b)",
    # Speaking with somebody, whatever the means
    r"ring(?:s|ing)?|phon(?:e|es|ing)|call(?:s|ing)?|telephon(?:e|es|ing)|text|texting|message|messaging|whatsapp",
    r"speak(?:s|ing)? (?:to|with)|talk(?:s|ing)? (?:to|with)|contact(?:s|ing)?",
    rf"(?:ask|tell|warn|inform|reassure)(?:s|ing)? {_WHOM}|warn(?:s|ing)? (?:him|her|them)",
    r"(?:tell|inform|warn|explain|apologise)(?:s|ing)?(?: \w+){0,8} (?:in person|face to face|at home)",
    r"(?<!an )(?<!the )(?<!police )(?<!his )(?<!her )interview(?:s|ing)?",
    r"tak(?:e|es|ing)(?: \w+){0,3} statements?(?! into\b)|tak(?:e|es|ing)(?: \w+){0,2} accounts? from",
    r"giv(?:e|es|ing)(?: \w+){0,4} (?:lift|ride|warning)|serv(?:e|es|ing)(?: \w+){0,3} warning",
    # Bringing somebody from one place to another
    r"collect(?:s|ing)?|fetch(?:es|ing)?|pick(?:s|ing)?(?: \w+){0,3} up|drop(?:s|ping)? off|drop(?:s|ping)?",
    r"tak(?:e|es|ing) (?:him|her|them|home)|(?:tak|driv)(?:e|es|ing)(?: \w+){1,3} home",
    r"(?:bring|walk)(?:s|ing)?(?: \w+){0,3} home|bring(?:s|ing)? (?:him|her|them)|return (?:him|her|them)",
    rf"(?:tak|mov)(?:e|es|ing) {_WHOM}|(?:bring|walk)(?:s|ing)? {_WHOM}",
    rf"(?:tak|mov)(?:e|es|ing) \w+ to {_PLACE}|walk(?:s|ing)? \w+ to {_PLACE}",
    rf"get(?:s|ting)?(?: {_PAPERS}\w+){{1,2}} (?:from|home|out of)|lift home",
    r"escort(?:s|ing)?|transport(?:s|ing)?|driv(?:e|es|ing)|deliver(?:s|ing)?|accompan(?:y|ies|ying)",
    # Looking at how somebody is, or at the home
    r"check(?:s|ing)? on|(?:welfare|safe and well|safety|wellbeing) checks?",
    r"home (?:safety )?(?:checks?|assessments?|visits?)",
    rf"(?:check|inspect|survey)(?:s|ing)? (?:at|of|over|out) {_PLACE}|(?:inspect|survey|search)(?:s|ing)? {_PLACE}",
)
_CONTACT = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


def words_of_contact(what: str) -> tuple[str, ...]:
    """The words that say contact, lower case, once each, in the order of the text."""
    return tuple(dict.fromkeys(found.lower() for found in _CONTACT.findall(what)))
