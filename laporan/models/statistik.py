"""What the public reads of the figures: one table of one closed quarter, frozen to the letter."""

import json
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from laporan.periode import Triwulan


class TerbitanData(models.Model):
    """One dataset of one quarter as it was published. Rows only grow; nothing of a published quarter is counted again.

    `dokumen` is the JSON document itself: whoever downloads it gets these bytes, whose SHA-256 stands beside them.
    """

    dataset = models.CharField(max_length=40)
    tahun = models.PositiveSmallIntegerField()
    triwulan = models.PositiveSmallIntegerField()
    skema = models.PositiveSmallIntegerField()  # version of the schema that the document keeps to
    dokumen = models.TextField()
    sha256 = models.CharField(max_length=64)
    dibekukan_pada = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-tahun", "-triwulan", "id"]
        verbose_name_plural = "terbitan data"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dataset", "tahun", "triwulan"], name="satu_terbitan_data"),
            models.CheckConstraint(condition=Q(triwulan__gte=1, triwulan__lte=4), name="triwulan_data_dikenal"),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.versi}"

    @property
    def periode(self) -> Triwulan:
        """The quarter."""
        return Triwulan(self.tahun, self.triwulan)

    @property
    def versi(self) -> str:
        """As it stands in the address: "2026-3"."""
        return str(self.periode)

    @cached_property
    def isi(self) -> dict[str, Any]:
        """The document, read."""
        hasil: dict[str, Any] = json.loads(self.dokumen)
        return hasil
