"""The register of paper letters became the register of all letters out: nothing is lost, and the way back is open."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from persuratan.models import SuratKeluar
from tests.factories import SENIN

LAMA = [("persuratan", "0006_disposisi_dari")]


@pytest.fixture
def _basis_data_kosong(transactional_db: None) -> Iterator[None]:
    """A database of its own, so that only what letters stand on is migrated, not everything that stands on letters."""
    milik = connection.settings_dict["NAME"]
    nama = f"{milik}_migrasi"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {nama}")
        cursor.execute(f"CREATE DATABASE {nama}")
    connection.settings_dict["NAME"] = nama
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = milik
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {nama}")


def pindah(ke: list[tuple[str, str]]) -> Any:
    """Migrate, and the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(ke)
    return executor.loader.project_state(ke).apps


@pytest.mark.usefixtures("_basis_data_kosong")
def test_letters_on_paper_are_sealed_and_can_be_opened_again() -> None:
    dulu = pindah(LAMA)
    oleh = dulu.get_model("akun", "User").objects.create(email="tu@contoh.example", nama="Ibu TU")
    for nomor in ("B/1/2026", "B/2/2026"):
        dulu.get_model("persuratan", "SuratKeluar").objects.create(
            nomor_surat=nomor,
            tanggal_surat=date(2026, 11, 2),
            tujuan=f"Dinas {nomor}",
            perihal="Jawaban",
            dicatat_oleh=oleh,
            dicatat_pada=SENIN,
        )
    pindah(MigrationExecutor(connection).loader.graph.leaf_nodes("persuratan"))
    satu, dua = SuratKeluar.objects.order_by("pk")
    assert (satu.tujuan, dua.tujuan, satu.perihal) == ("Dinas B/1/2026", "Dinas B/2/2026", "Jawaban")
    assert (satu.asal, satu.status, satu.status_sejak, satu.konseptor_id) == ("kertas", "dikirim", SENIN, oleh.pk)
    assert satu.segel_id != dua.segel_id
    kembali = pindah(LAMA).get_model("persuratan", "SuratKeluar").objects.order_by("pk")
    assert list(kembali.values_list("tujuan", "dicatat_oleh")) == [
        ("Dinas B/1/2026", oleh.pk),
        ("Dinas B/2/2026", oleh.pk),
    ]
