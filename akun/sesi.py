"""Sessions that are worth nothing to a thief of the database: the key is kept as a keyed hash, the content sealed.

The seal names the browser's key: content copied from one row into another opens nothing there.
"""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from akun.prepared import prepared
from akun.sealing import UnsealError, seal_text, unseal_text


@prepared
def _living(row_key: str, now: datetime) -> "QuerySet[Session, str]":
    """The sealed content of a session whose time is not over."""
    return Session.objects.filter(session_key=row_key, expire_date__gt=now).values_list("session_data", flat=True)


class SessionStore(DatabaseStore):
    """Django's database sessions under hashed keys; the key itself is known to the browser alone."""

    @staticmethod
    def row_key(session_key: str) -> str:
        """The name of a session's row."""
        return hmac.new(settings.SECRET_KEY.encode(), session_key.encode(), hashlib.sha256).hexdigest()[:40]

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the content for the row of this key; every way to save a session gives it its key first."""
        return base64.b64encode(seal_text(json.dumps(session_dict), context=f"sesi:{self.session_key}")).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Open the content; empty when the seal is broken or was made for another row."""
        try:
            isi = json.loads(unseal_text(base64.b64decode(session_data), context=f"sesi:{self.session_key}"))
        except (UnsealError, ValueError):
            return {}
        return dict(isi)

    def load(self) -> dict[str, Any]:
        """The content of a living session; an unknown key is forgotten, so that nobody can choose his own."""
        if self.session_key is None:
            return {}
        for isi in _living(self.row_key(self.session_key), timezone.now()):
            return self.decode(isi)
        self._session_key = None
        return {}

    def cycle_key(self) -> None:
        """Give this session a new key; its content is sealed again, because the seal names the key."""
        old, content = self.session_key, dict(self.items())
        self._session_key, self.modified = self._get_new_session_key(), True
        row = self.create_model_instance(content)
        changes = {"session_key": row.session_key, "session_data": row.session_data, "expire_date": row.expire_date}
        if not (old and self.model.objects.filter(session_key=self.row_key(old)).update(**changes)):
            self.create()

    def _get_new_session_key(self) -> str:
        """Thirty-two random letters and digits: nobody has to ask whether they are free."""
        return get_random_string(32, VALID_KEY_CHARS)

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return super().exists(self.row_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row to be written."""
        row = super().create_model_instance(data)
        row.session_key = self.row_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session: of the given browser key, or this one."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(self.row_key(key))
