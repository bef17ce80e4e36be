"""The promise in numbers: counted from the clocks, rounded against ourselves."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laporan import fakta
from laporan.janji import Hitungan, Janji, janji_bulan_ini, tepat_waktu
from laporan.models import FaktaJam, TerbitanData
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


def baca() -> None:
    fakta.perbarui("pengaduan.pengaduan", list(Tenggat.objects.values_list("objek_id", flat=True)), now=NOW)


def hitung() -> Hitungan:
    baca()
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


def test_a_promise_broken_last_month_is_not_broken_again_when_the_clock_stops() -> None:
    tenggat(1, tempo=AWAL - HARI, berhenti=AWAL + HARI)
    assert hitung() == Hitungan(jumlah=0, telat=0)


def banyak(tepat: int, telat: int) -> None:
    for n in range(tepat + telat):
        tenggat(n, tempo=NOW - 3 * HARI, berhenti=NOW - (4 if n < tepat else 2) * HARI)
    baca()


TEKS = "pengaduan diverifikasi tepat waktu, sampai kemarin"


@pytest.mark.parametrize(
    ("tepat", "telat", "harap"),
    [(193, 7, "96"), (199, 1, "≥ 98"), (200, 0, "≥ 98"), (196, 4, "≥ 98"), (3, 97, "≤ 4"), (0, 100, "≤ 4")],
)
def test_the_page_gets_words_and_a_share_rounded_down_but_no_count(tepat: int, telat: int, harap: str) -> None:
    banyak(tepat, telat)
    assert janji_bulan_ini(now=NOW) == [Janji(TEKS, harap, "%")]


def test_of_few_promises_nothing_is_said() -> None:
    banyak(5, 4)
    assert janji_bulan_ini(now=NOW) == []


def test_whoever_reads_all_day_learns_nothing_that_happened_today() -> None:
    """A number that follows each case would tell when it came in, or was done."""
    banyak(30, 10)
    pagi = janji_bulan_ini(now=NOW)
    for n in range(100, 160):
        tenggat(n, tempo=NOW + HARI, berhenti=NOW)
    baca()
    for jam in range(14):
        cache.clear()
        assert janji_bulan_ini(now=NOW + timedelta(hours=jam)) == pagi


def test_how_many_complaints_there_are_says_the_last_published_quarter() -> None:
    for ke, jumlah in ((2, 190), (3, 221)):
        TerbitanData.objects.create(
            dataset="pengaduan_masuk",
            tahun=2026,
            triwulan=ke,
            skema=1,
            dokumen=json.dumps({"jumlah": jumlah, "baris": []}),
            dibekukan_pada=NOW,
        )
    assert janji_bulan_ini(now=NOW) == [Janji("pengaduan masuk dalam Triwulan III 2026", "221", "")]


def test_the_numbers_are_kept_for_a_while() -> None:
    banyak(30, 10)
    pertama = janji_bulan_ini(now=NOW)
    Tenggat.objects.all().delete()
    FaktaJam.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        assert janji_bulan_ini(now=NOW) == pertama != []
    assert len(queries) == 1
