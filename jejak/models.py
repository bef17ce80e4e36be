"""What is remembered: the trail (append-only, chained), who still has to hear, and the daily seal."""

from django.db import models


class Jejak(models.Model):
    """One thing that was done. Rows are only ever added: a trigger and the web role's rights see to that.

    Each object has a chain of its own: `sidik` covers the row and the `sidik` before it.
    """

    kejadian = models.CharField(max_length=80)
    objek_tipe = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()
    urut = models.PositiveIntegerField()
    pada = models.DateTimeField()
    pelaku = models.CharField(max_length=200)
    peran = models.CharField(max_length=30)
    pelaku_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    sebelum = models.CharField(max_length=64)
    sidik = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["objek_tipe", "objek_id", "urut"], name="jejak_satu_urut"),
        ]
        indexes = [models.Index(fields=["kejadian", "pada"], name="jejak_kejadian_pada")]

    def __str__(self) -> str:
        return f"{self.kejadian} {self.objek_tipe}:{self.objek_id}#{self.urut}"


class Outbox(models.Model):
    """One listener that has to hear of one event, exactly once."""

    jejak = models.ForeignKey(Jejak, on_delete=models.PROTECT, related_name="antaran")
    listener = models.CharField(max_length=120)
    coba_pada = models.DateTimeField()
    diantar_pada = models.DateTimeField(null=True)
    percobaan = models.PositiveSmallIntegerField(default=0)
    galat = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jejak", "listener"], name="outbox_sekali")]
        indexes = [
            models.Index(
                fields=["coba_pada", "id"], name="outbox_antrean", condition=models.Q(diantar_pada__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.jejak_id} -> {self.listener}"


class Segel(models.Model):
    """A fingerprint of all chain heads at a moment; a chain cut short afterwards no longer matches."""

    pada = models.DateTimeField(unique=True)
    sampai_id = models.BigIntegerField()
    jumlah = models.BigIntegerField()
    sebelum = models.CharField(max_length=64)
    sidik = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"segel {self.pada:%Y-%m-%d} ({self.jumlah} jejak)"
