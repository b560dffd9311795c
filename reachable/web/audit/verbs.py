"""The verbs of the audit in plain words. One that is not listed reads as it was written."""

from collections.abc import Mapping
from typing import Any

SENTENCES = {
    "account-opened": "Opened an account",
    "action-added": "Added an action",
    "action-changed": "Changed an action",
    "action-finished": "Finished an action",
    "adult-added": "Added an adult to an incident",
    "adult-recorded": "Put an adult on record",
    "agency-created": "Added an agency",
    "audit-searched": "Searched the audit",
    "connection-declared": "Declared a connection",
    "connection-ended": "Ended a connection",
    "consideration-answered": "Answered a consideration",
    "context-answered": "Answered a question about the context",
    "definition-signed": "Signed the decision on the definition",
    "delivery-cancelled": "Stopped a mail",
    "delivery-failed": "A mail could not be sent",
    "delivery-queued": "Queued a mail",
    "delivery-queued-again": "Had a failed mail sent again",
    "delivery-sent": "Sent a mail",
    "duty-line-confirmed": "Confirmed a duty telephone number",
    "duty-line-dropped": "Removed a duty telephone number",
    "duty-line-set": "Set a duty telephone number",
    "facts-recorded": "Added to or corrected what was reported",
    "find-out-started": "Asked agencies to find out what is not known",
    "incident-reopened": "Opened an incident again",
    "incident-reported": "Reported an incident",
    "invitation-accepted": "Accepted an invitation",
    "invitation-renewed": "Sent a new link for an invitation",
    "invitation-withdrawn": "Withdrew an invitation",
    "lead-named": "Named a lead",
    "letters-only-set": "Changed whether young people are shown by letter only",
    "locked": "Locked the screen",
    "opened-on-duty": "Opened an incident on duty",
    "part-ended": "Ended a young person's role in an incident",
    "part-recorded": "Recorded a young person's role in an incident",
    "password-changed": "Changed the password",
    "password-reset-requested": "Asked for a new password",
    "person-record-corrected": "Corrected a record",
    "professional-created": "Added a professional to the directory",
    "professional-invited": "Invited a professional",
    "recovery-code-used": "Used a recovery code",
    "recovery-codes-made": "Made new recovery codes",
    "reports-joined": "Joined two reports",
    "reports-kept-apart": "Kept two reports apart",
    "response-carried-over": "Carried a response over to another incident",
    "response-opened": "Opened the response",
    "role-ended": "Ended a role",
    "role-given": "Gave a role",
    "second-factor-added": "Added a second factor",
    "second-factor-removed": "Removed a second factor",
    "shortcuts-set": "Changed the keyboard shortcuts",
    "sign-in-failed": "A sign-in failed",
    "signed-in": "Signed in",
    "signed-out": "Signed out",
    "team-member-added": "Added a professional to a team",
    "team-member-ended": "Took a professional off a team",
    "unlocked": "Unlocked the screen",
    "was-refused": "Was not shown a page",
    "whereabouts-recorded": "Recorded where a young person is",
    "words-erased": "Erased words of the audit",
    "young-person-added": "Added a young person to an incident",
    "young-person-corrected": "Added to or corrected who a young person is",
    "young-person-recorded": "Put a young person on record",
}


def spaced(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")


def sentence(verb: str, codes: Mapping[str, Any]) -> str:
    """What was done; of a look, which page."""
    if verb == "looked-at":
        return f"Looked at the page “{spaced(str(codes.get('page', '')))}”"
    known = SENTENCES.get(verb)
    return known or spaced(verb).capitalize()
