"""The promise in numbers: counted from the clocks, rounded against ourselves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laporan.janji import Hitungan, Janji, janji_bulan_ini, tepat_waktu
from sla.models import Kebijakan, Tenggat

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
AWAL = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)  # 1 November in Jakarta
HARI = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


def tenggat(n: int, *, tempo: datetime, berhenti: datetime | None = None, dijeda: bool = False) -> None:
    Tenggat.objects.create(
        objek_tipe="pengaduan.pengaduan",
        objek_id=n,
        kode="pengaduan.verifikasi",
        kebijakan=Kebijakan.objects.get(kode="pengaduan.verifikasi"),
        mulai_pada=tempo - 3 * HARI,
        jatuh_tempo=tempo,
        berhenti_pada=berhenti,
        dijeda=dijeda,
    )


def hitung() -> Hitungan:
    return tepat_waktu("pengaduan.verifikasi", awal=AWAL, now=NOW)


def test_without_data_nothing_is_promised() -> None:
    assert janji_bulan_ini(now=NOW) == []


def test_stopped_before_the_due_time_is_in_time_and_after_is_late() -> None:
    tenggat(1, tempo=NOW - HARI, berhenti=NOW - 2 * HARI)
    tenggat(2, tempo=NOW - HARI, berhenti=NOW - HARI)
    tenggat(3, tempo=NOW - 2 * HARI, berhenti=NOW - HARI)
    assert hitung() == Hitungan(jumlah=3, telat=1)


def test_still_running_after_the_due_time_is_late_unless_it_waits_for_somebody_else() -> None:
    tenggat(1, tempo=NOW - HARI)
    tenggat(2, tempo=NOW - HARI, dijeda=True)
    tenggat(3, tempo=NOW + HARI)
    assert hitung() == Hitungan(jumlah=1, telat=1)


def test_the_month_begins_at_midnight_in_jakarta() -> None:
    tenggat(1, tempo=AWAL + HARI, berhenti=AWAL)
    tenggat(2, tempo=AWAL + HARI, berhenti=AWAL - timedelta(seconds=1))
    assert hitung().jumlah == 1


def test_the_page_gets_words_and_a_share_rounded_down() -> None:
    for n in range(200):
        tenggat(n, tempo=NOW - HARI, berhenti=NOW - 2 * HARI if n else NOW)
    teks = "pengaduan diverifikasi tepat waktu; 1 dari 200 terlambat"
    assert janji_bulan_ini(now=NOW) == [Janji(teks, "99", "%")]


def test_the_numbers_are_kept_for_a_while() -> None:
    tenggat(1, tempo=NOW - HARI, berhenti=NOW - HARI)
    pertama = janji_bulan_ini(now=NOW)
    tenggat(2, tempo=NOW - HARI, berhenti=NOW)
    with CaptureQueriesContext(connection) as queries:
        assert janji_bulan_ini(now=NOW) == pertama
    assert len(queries) == 1
