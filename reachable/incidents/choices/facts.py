"""What can happen, and what became of a statement that it did."""

from django.db.models import TextChoices


class FactKind(TextChoices):
    """What can happen to a young person or the incident that the response must hear of. `fact_kinds` says how."""

    ARRESTED = "ARRESTED", "Arrested"
    CHARGED = "CHARGED", "Charged"
    COURT_DATE = "COURT_DATE", "A court hearing is set"
    REMANDED = "REMANDED", "Remanded by the court"
    POLICE_PROTECTION = "POLICE_PROTECTION", "Taken into police protection"
    REFERRED = "REFERRED", "Referred to the children's front door"
    OTHER_AUTHORITY = "OTHER_AUTHORITY", "Another local authority is their home or responsible for them"
    ADULT_DIED = "ADULT_DIED", "An adult who was hurt has died"
    DISCUSSION_HELD = "DISCUSSION_HELD", "The strategy discussion was held"
    COMPLEX_DISCUSSION_HELD = "COMPLEX_DISCUSSION_HELD", "The complex strategy discussion was held"
    MEDIA_INTEREST = "MEDIA_INTEREST", "The media asked, or somebody wants to release something"
    AWARENESS = "AWARENESS", "The authority became aware, at another time than the report"
    NOTIFICATION_SENT = "NOTIFICATION_SENT", "The serious incident notification was sent"
    STABILISATION = "STABILISATION", "The first response has eased: stabilisation begins"
    OFFICER_ATTENDING = "OFFICER_ATTENDING", "A police officer is at the hospital"
    OFFICER_LEFT = "OFFICER_LEFT", "The police officer has left the hospital"
    PHONE_ADVICE = "PHONE_ADVICE", "Advice about phones and social media was given"
    DEVICES = "DEVICES", "Devices were considered as evidence"
    WARD_DISCUSSION = "WARD_DISCUSSION", "Police, health and children's services discussed safety on the ward"
    VISITOR = "VISITOR", "A visitor is expected, or came"
    TRUSTED_PROFESSIONAL = "TRUSTED_PROFESSIONAL", "Somebody the young person trusts"
    YOUTH_WORKER_ASKED = "YOUTH_WORKER_ASKED", "A youth worker was asked for"
    YOUTH_WORKER_DISCUSSED = "YOUTH_WORKER_DISCUSSED", "Sending a youth worker was discussed"
    VISITING_ROLE = "VISITING_ROLE", "A visiting professional's role was explained"
    APPROPRIATE_ADULT = "APPROPRIATE_ADULT", "Appropriate adult"
    CUSTODY_WORKER = "CUSTODY_WORKER", "Custody worker"
    SERVICES_AND_HOME = "SERVICES_AND_HOME", "Services that know them, and where they live"
    CUSTODY_TOLD = "CUSTODY_TOLD", "Somebody was told what custody knows"
    COMMUNITY_OFFER = "COMMUNITY_OFFER", "Voluntary support in the community was offered"
    AUTHORITY_BED = "AUTHORITY_BED", "Transfer to local authority accommodation was asked for"
    RELEASED = "RELEASED", "Released"
    EXPLOITATION_SIGNS = "EXPLOITATION_SIGNS", "Signs of exploitation were looked for"
    NATIONAL_REFERRAL = "NATIONAL_REFERRAL", "The National Referral Mechanism was considered"
    YOUTH_JUSTICE_NOTIFIED = "YOUTH_JUSTICE_NOTIFIED", "Youth justice serious incident notification"
    BAIL_POSITION = "BAIL_POSITION", "The joint position on bail"
    HEADS_MET = "HEADS_MET", "The Heads of Social Care and youth justice met"
    COURT_SUPPORT = "COURT_SUPPORT", "Who supports whom in custody and at court"
    OUTSIDE_COURT = "OUTSIDE_COURT", "Risk outside the court building"
    ESTABLISHMENT_CHECKED = "ESTABLISHMENT_CHECKED", "A secure establishment was checked for links and opponents"
    THREAT_TO_LIFE = "THREAT_TO_LIFE", "A threat to life warning was considered"
    NEW_THREAT = "NEW_THREAT", "A new threat"
    WEAPON_KNOWN = "WEAPON_KNOWN", "A weapon is at hand"
    WHO_IS_THERE = "WHO_IS_THERE", "Somebody else is at the address"
    ADDRESS_KNOWN = "ADDRESS_KNOWN", "The address has changed, or is known to those who may do harm"
    SOCIAL_MEDIA_SEEN = "SOCIAL_MEDIA_SEEN", "Something was seen on social media"
    CONTACT_MADE = "CONTACT_MADE", "Somebody was in contact with the young person"


class FactStands(TextChoices):
    """What became of a fact; without a row it stands. One that has ended was so, and still counts."""

    STANDS = "STANDS", "stands"
    ENDED = "ENDED", "ended"
    NOT_CHOSEN = "NOT_CHOSEN", "set aside: another was chosen"
    MISTAKE = "MISTAKE", "recorded by mistake"


STILL_COUNTS = (FactStands.STANDS, FactStands.ENDED)
