"""By what the signing service knows an official."""

from django.db import models

from akun.models import Bersegel, User
from akun.sealing import sealed


class Penanda(Bersegel):
    """The NIK of somebody who signs electronically, sealed. Without one he is known by his address."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="penanda")
    nik_segel = models.BinaryField(default=bytes)
    diubah_pada = models.DateTimeField()

    nik = sealed("nik_segel")

    def __str__(self) -> str:
        return f"{self.user_id}"


def pengenal(user: User) -> str:
    """The id that the signing service asks for."""
    penanda = Penanda.objects.filter(user=user).first()
    return (penanda.nik if penanda else "") or user.email
