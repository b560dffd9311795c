"""Sessions in the database. A lock outlasts whatever another request of the same session saves meanwhile.

Django writes a session back whole: a request that began before Lock was pressed and ends after it would open the
screen again. What unlocks (`session.unlock`, `session.begin`) moves to a new row, so a row once locked stays locked.
"""

from django.contrib.sessions.backends import db
from django.db import router, transaction

LOCKED_AT = "locked_at"


class SessionStore(db.SessionStore):
    def save(self, must_create: bool = False) -> None:
        if must_create or not self.session_key:
            super().save(must_create=must_create)
            return
        with transaction.atomic(using=router.db_for_write(self.model)):
            stored = self.model.objects.select_for_update().filter(session_key=self.session_key).first()
            locked_at = self.decode(stored.session_data).get(LOCKED_AT) if stored else None
            if locked_at and LOCKED_AT not in self:
                self[LOCKED_AT] = locked_at
            super().save()
