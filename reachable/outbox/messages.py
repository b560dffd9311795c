"""Every text that leaves by mail, fixed: nothing of an incident or a person can be put into one.

A mail says that something waits and where to sign in. It carries no name, no place, no incident
reference and no reason, in the subject or the body; the only part that varies is the link, or a code
that works once. Where and when a meeting is stands in the calendar entry that goes with it.
"""

from dataclasses import dataclass

from .choices import Message

FOOTER = (
    "This message carries no details on purpose. Please do not reply to it, and do not send details of any\n"
    "young person by e-mail: everything is in Reachable, after you sign in.\n"
)


@dataclass(frozen=True)
class Text:
    """`own_link`: the message carries a link made for its reader; every other message carries the page `at` only.
    `own_code`: it carries a code made for its reader, to be typed in at that page. `calendar`: an entry for the
    reader's calendar goes with it.
    """

    subject: str
    says: str
    own_link: bool = False
    own_code: bool = False
    calendar: bool = False
    at: str = "/"

    def body(self, link: str, code: str = "") -> str:
        return "\n\n".join(part for part in (self.says, code, link, FOOTER) if part)


TEXTS: dict[Message, Text] = {
    Message.INVITATION: Text(
        "You are invited to Reachable",
        "You are invited to work in Reachable. Open this link to choose a password. It works once and for a limited\n"
        "time. If you did not expect it, do nothing.",
        own_link=True,
    ),
    Message.PASSWORD_RESET: Text(
        "Choose a new password for Reachable",
        "Somebody asked for a new password for this address. Open this link to choose one. It works once and for a\n"
        "limited time. If it was not you, do nothing: your password stays as it is.",
        own_link=True,
    ),
    Message.EMAIL_CONFIRMATION: Text(
        "Confirm your address for Reachable",
        "Open this link to confirm that this address is yours. If you did not expect it, do nothing.",
        own_link=True,
    ),
    Message.PASSWORD_CHANGED: Text(
        "Your password for Reachable was changed",
        "The password of your account was changed. If it was not you, tell your administrator at once.",
    ),
    Message.EMAIL_CHANGED: Text(
        "Your address for Reachable was changed",
        "The address of your account was changed. If it was not you, tell your administrator at once.",
    ),
    Message.SECOND_FACTOR_CHANGED: Text(
        "How you sign in to Reachable was changed",
        "The second step of signing in to your account was changed. If it was not you, tell your\n"
        "administrator at once.",
    ),
    Message.INCIDENT_REPORTED: Text(
        "A report is waiting for you in Reachable",
        "A report is waiting for you. Sign in to read it.",
    ),
    Message.NAMED_LEAD: Text(
        "You have been named to lead in Reachable",
        "You have been named to lead a response. Sign in to see it.",
    ),
    Message.ADDED_TO_TEAM: Text(
        "You have been added to a team in Reachable",
        "You have been added to the team of a response. Sign in to see it.",
    ),
    Message.ACTION_WAITING: Text(
        "An action is waiting for you in Reachable",
        "An action is waiting for you. Sign in to see it.",
    ),
    Message.ACTION_OVERDUE: Text(
        "An action of yours is overdue in Reachable",
        "An action of yours is overdue. Sign in to see it.",
    ),
    Message.CONNECTION_DECLARED: Text(
        "A declaration is waiting for you in Reachable",
        "A professional has made a declaration that you need to read. Sign in to see it.",
    ),
    Message.EMERGENCY_ACCESS: Text(
        "An access is waiting for your review in Reachable",
        "Somebody used emergency access and you need to review it. Sign in to see it.",
    ),
    Message.CONNECTION_LAPSES: Text(
        "Something you recorded lapses soon in Reachable",
        "Something that you recorded is removed within 14 days unless it is looked at again. Sign in to see it.",
    ),
    Message.CAME_EARLY: Text(
        "Something urgent is waiting for you in Reachable",
        "Something happened earlier than it was agreed, and needs you now. Sign in to see it.",
    ),
    Message.LOOK_AGAIN: Text(
        "Stop and look at Reachable before you go on",
        "Something changed that may concern your safety or that of somebody whom you sent. Do not go on before you\n"
        "have looked. Sign in to see it, or ring your manager.",
    ),
    Message.PLAN_STILL_FITS: Text(
        "A question is waiting for you in Reachable",
        "A plan of yours needs to be looked at again. Sign in to see it.",
    ),
    Message.MEETING_INVITED: Text(
        "You are invited to a meeting",
        "You are asked to take part in a multi-agency meeting. When and where it is stands in the calendar entry with\n"
        "this message. Open this link to say whether you come. It is yours alone: please do not pass it on.",
        own_link=True,
        calendar=True,
    ),
    Message.MEETING_CHANGED: Text(
        "A meeting you were asked to was changed",
        "The time or the place of a multi-agency meeting was changed. The calendar entry with this message says when\n"
        "and where it is now. Open this link to say again whether you come. It is yours alone: please do not pass\n"
        "it on. The link that you had before no longer works.",
        own_link=True,
        calendar=True,
    ),
    Message.MEETING_CANCELLED: Text(
        "A meeting you were asked to does not take place, or not with you",
        "You are no longer asked to a multi-agency meeting. The calendar entry with this message takes it out of your\n"
        "calendar. There is nothing that you need to do.",
        calendar=True,
    ),
    Message.MEETING_REMINDER: Text(
        "A meeting is soon",
        "A multi-agency meeting that you were asked to is soon: your calendar has the time and the place. Open this\n"
        "link to see what to prepare and to say whether you come. It is yours alone: please do not pass it on.\n"
        "The link that you had before no longer works.",
        own_link=True,
    ),
    Message.GUEST_CODE: Text(
        "Your code for Reachable",
        "Somebody asked for a code to get in as a guest with this address. Type it in on the page where you asked for\n"
        "it. It works once, for 15 minutes. If it was not you, do nothing, and give it to nobody.",
        own_code=True,
        at="/guest/code/",
    ),
    Message.ACTIONS_SENT: Text(
        "Actions of a meeting are waiting for you in Reachable",
        "Actions that were agreed at a meeting are waiting for you. Sign in, or get in as a guest, to see them and to\n"
        "say that you have them.",
    ),
    Message.ACTION_DUE_SOON: Text(
        "An action of yours is due soon in Reachable",
        "An action of yours is due soon. Sign in, or get in as a guest, to see it.",
    ),
    Message.ACTIONS_LATE: Text(
        "Actions of a meeting are late in Reachable",
        "Actions that were agreed at a meeting are late. Sign in to see whose they are and what is in the way.",
    ),
    Message.RECORDS_TO_FILE: Text(
        "Records are waiting to be filed in Reachable",
        "Records of a meeting are ready and have not been filed. Sign in to file them.",
    ),
    Message.SUMMARY_ASKED: Text(
        "Something is asked of your agency in Reachable",
        "You are asked to write down what your agency knows, and by when. Sign in to read it and to answer.",
    ),
    Message.PURPOSE_ASKED: Text(
        "A question about a use is waiting for you in Reachable",
        "Somebody asks to use what was shared for something that was not agreed. Sign in to read it and to decide.",
    ),
    Message.PURPOSE_DECIDED: Text(
        "A use that you asked for was decided in Reachable",
        "It was decided whether what was shared may be used as you asked. Sign in to read it.",
    ),
    Message.LINES_HANDED_OVER: Text(
        "Something is handed over to you in Reachable",
        "Somebody asks you to take on what is still open. Sign in to read it, and to accept it or say why not.",
    ),
    Message.LATER_DATE: Text(
        "A day to come is waiting for you in Reachable",
        "A day that you look ahead to is near. Sign in to see which, and what there is to do before it.",
    ),
    Message.BRIEFING_SENT: Text(
        "A briefing is waiting for you in Reachable",
        "There is something new about a briefing for you. Sign in to read it.",
        at="/briefings/",
    ),
    Message.BRIEFING_QUESTION: Text(
        "A question about a briefing is waiting in Reachable",
        "Somebody who read a briefing asks something. Sign in to read and to answer it.",
    ),
    Message.BRIEFING_ANSWERED: Text(
        "A question about a briefing was answered in Reachable",
        "There is an answer to a question about a briefing. Sign in to read it.",
        at="/briefings/",
    ),
}
