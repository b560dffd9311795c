"""Every permission that a role can carry: a closed list, codes never change meaning."""

from enum import StrEnum


class Permission(StrEnum):
    SIGN_IN = "sign-in"  # everybody with an account
    REPORT_INCIDENT = "report-incident"
    SEE_INCIDENTS = "see-incidents"  # those on whose team one is, and nothing else
    TRIAGE_REPORTS = "triage-reports"  # reports without a lead, in one's own area
    OPEN_ON_DUTY = "open-on-duty"  # any open incident, with a reason that is logged
    SIGN_DEFINITION = "sign-definition"
    MANAGE_TEAM = "manage-team"
    ANSWER_CONSIDERATIONS = "answer-considerations"
    SEE_WITNESSES = "see-witnesses"  # that a young person is a witness or a source
    MANAGE_ACTIONS = "manage-actions"
    SEE_DIRECTORY = "see-directory"
    KEEP_DUTY_LINES = "keep-duty-lines"  # the telephone numbers that are rung at night
    INVITE_PROFESSIONALS = "invite-professionals"
    SEE_DELIVERIES = "see-deliveries"
    SEARCH_AUDIT = "search-audit"
    LOOK_UP_HELD = "look-up-held"  # by exact details: is anything held, and whom to ring about it
    EMERGENCY_ACCESS = "emergency-access"  # to an incident that one is not on the team of, with a reason
    DECIDE_NOTIFICATION = "decide-notification"  # the serious incident notification, and whoever may read of it
    EDIT_DEADLINES = "edit-deadlines"
    READ_RECORDS = "read-records"  # all that is recorded of a young person, not just name, role and where now
    READ_ACCOUNTS = "read-accounts"  # what a child said of what happened, in the child's words
    SEE_NETWORK = "see-network"  # who is connected with whom around an incident
    BRING_LIST = "bring-list"  # a list of people of a partner, for one incident
    KEEP_HOLDS = "keep-holds"  # what must not be erased while proceedings or a review run
    CLEAR_CONTACT = "clear-contact"  # assess the risk to staff, clear and direct contact, also in danger to life
    AGREE_OFFICER_LEAVES = "agree-officer-leaves"  # the hospital, once what protects the young person is agreed
    AGREE_DISCHARGE = "agree-discharge"  # the plan for leaving hospital
    SEE_THREAT_TO_LIFE = "see-threat-to-life"  # whether a warning was considered or issued, and to whom
    CONVENE_MEETINGS = "convene-meetings"  # plan a meeting, say who is asked to it, invite, move and cancel it
    CHAIR_MEETINGS = "chair-meetings"  # be named to chair one: agree purposes and minutes, decide a further use
    TAKE_MINUTES = "take-minutes"  # be named to write them
    FILE_RECORDS = "file-records"  # check the record of one young person and say that it was filed
    RESOLVE_NUMBERS = "resolve-numbers"  # whom a number in a record stands for, which is logged
    DECIDE_LEGAL_DUTY = "decide-legal-duty"  # whether a legal duty asks for material of a meeting
    CLEAR_POLICE_WORDING = "clear-police-wording"  # what of police information goes into the records of children
    SEE_REPORTS = "see-reports"  # figures over the incidents that one may open
    SEND_MANAGER_ALERT = "send-manager-alert"  # children's services alone
    RUN_RAPID_REVIEW = "run-rapid-review"  # ask agencies for summaries, keep the timetable, write the form
    LEAD_MEDIA = "lead-media"  # name the contacts, enter versions, record what was released
    OVERSEE_MEDIA = "oversee-media"  # the Senior Investigating Officer's agreement with one version
    WRITE_BRIEFINGS = "write-briefings"  # write one, ask readers to it, issue it once it is signed
    SIGN_BRIEFINGS = "sign-briefings"  # read and sign what somebody else wrote
    SEE_CONTEXTS = "see-contexts"  # places, schools, groups and online spaces, which name no young person
    KEEP_CONTEXTS = "keep-contexts"  # refer, assess, set goals, look again
    PLAN_DISRUPTION = "plan-disruption"  # measures and orders, and whether they fit the safety plan
    STAND_DOWN = "stand-down"  # say that stabilisation begins, move to business as usual, re-open
