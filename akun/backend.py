"""How the person behind a session is found: on every visit, so with a query that is written once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from akun.models import User
from akun.prepared import prepared


@prepared
def _user(pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Logging in as allauth does it."""

    def get_user(self, user_id: int) -> User | None:
        """The person, while the account is active."""
        return next((user for user in _user(user_id) if self.user_can_authenticate(user)), None)
