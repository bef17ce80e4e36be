"""The register of paper letters became the register of all letters out: nothing is lost, and the way back is open."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from persuratan.models import SuratKeluar
from tests.factories import SENIN, UserFactory

LAMA = ("persuratan", "0006_disposisi_dari")


def pindah(*ke: tuple[str, str]) -> Any:
    """Migrate, and the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(ke))
    return MigrationExecutor(connection).loader.project_state(list(ke)).apps


@pytest.mark.django_db(transaction=True)
def test_letters_on_paper_are_sealed_and_can_be_opened_again() -> None:
    ujung = MigrationExecutor(connection).loader.graph.leaf_nodes()
    oleh = UserFactory()
    try:
        lama = pindah(LAMA).get_model("persuratan", "SuratKeluar").objects
        for nomor in ("B/1/2026", "B/2/2026"):
            lama.create(
                nomor_surat=nomor,
                tanggal_surat=date(2026, 11, 2),
                tujuan=f"Dinas {nomor}",
                perihal="Jawaban",
                dicatat_oleh_id=oleh.pk,
                dicatat_pada=SENIN,
            )
        pindah(*ujung)
        satu, dua = SuratKeluar.objects.order_by("pk")
        assert (satu.tujuan, dua.tujuan, satu.perihal) == ("Dinas B/1/2026", "Dinas B/2/2026", "Jawaban")
        assert (satu.asal, satu.status, satu.status_sejak, satu.konseptor) == ("kertas", "dikirim", SENIN, oleh)
        assert satu.segel_id != dua.segel_id
        kembali = pindah(LAMA).get_model("persuratan", "SuratKeluar").objects.order_by("pk")
        assert list(kembali.values_list("tujuan", "dicatat_oleh")) == [
            ("Dinas B/1/2026", oleh.pk),
            ("Dinas B/2/2026", oleh.pk),
        ]
    finally:
        pindah(*ujung)
