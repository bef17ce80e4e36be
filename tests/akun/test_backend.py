"""Whom a session belongs to."""

import pytest

from akun.backend import Backend
from akun.models import User

pytestmark = pytest.mark.django_db


def test_a_session_belongs_to_a_person_while_the_account_is_active(orang: dict[str, User]) -> None:
    user = orang["verifikator"]
    assert Backend().get_user(user.pk) == user
    assert Backend().get_user(0) is None
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert Backend().get_user(user.pk) is None
