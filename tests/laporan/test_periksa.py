"""Golden totals: what the portal shows is what plain SQL counts, and whatever is wrong is found."""

import random
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from akun.models import User
from laporan import pembanding
from laporan.angka.daftar import SEMUA
from laporan.periksa import periksa
from tests import factories
from tests.factories import SENIN
from tests.laporan import isian
from tests.laporan.isian import HARI
from tests.laporan.test_fakta import hiduplah

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


@pytest.fixture
def kini(orang: dict[str, User]) -> datetime:
    """A whole life and some random ones, and when they were last touched."""
    factories.bawa_ke("ditutup", orang)
    now = list(hiduplah(orang, random.Random(7), 8, 80))[-1]
    isian.baca(now)
    return now


def berbeda(now: datetime) -> set[str]:
    semua = dict(periksa(dari=SENIN - HARI, sampai=now + HARI, now=now))
    assert set(semua) == {*SEMUA, "papan_skor", "paket"}
    return {nama for nama, beda in semua.items() if beda}


def test_every_figure_has_a_second_way_to_count_it() -> None:
    assert {*pembanding.SQL, *pembanding.ALIRAN} == set(SEMUA)


def test_random_lives_are_counted_as_plain_sql_counts_them(kini: datetime) -> None:
    assert berbeda(kini) == set()


SALAH = (
    ("UPDATE laporan_faktakasus SET status = 'telaah' WHERE status = 'ditutup'", {"status"}),
    ("UPDATE laporan_faktakasus SET jenis = ''", {"klasifikasi"}),
    ("UPDATE laporan_faktakasus SET golongan = 'anonim'", {"pengadu"}),
    ("UPDATE laporan_faktakasus SET jalur = 'surat'", {"jalur"}),
    ("UPDATE laporan_faktakasus SET pita_hps = 'sd_2m'", {"hps"}),
    ("UPDATE laporan_faktakasus SET provinsi = '99'", {"wilayah"}),
    ("UPDATE laporan_faktakasus SET teradu = '{kpa}'", {"teradu"}),
    ("UPDATE laporan_faktakasus SET instansi_id = NULL", {"teradu_jenis", "teradu_instansi"}),
    ("UPDATE laporan_faktakasus SET masuk_pada = masuk_pada - interval '40 days'", {"arus"}),
    ("UPDATE laporan_faktakasus SET selesai_pada = selesai_pada + interval '40 days'", {"arus"}),
    ("UPDATE laporan_faktakasus SET eskalasi_pada = NULL", {"keputusan"}),
    ("UPDATE laporan_faktajam SET tepat = NOT tepat", {"tepat"}),
    ("UPDATE laporan_faktajam SET lama = lama + 86400", {"lama"}),
    ("UPDATE laporan_faktajam SET inspektorat_id = inspektorat_id + 1", {"papan_skor"}),
    ("DELETE FROM laporan_faktaapip", {"papan_skor"}),
    ("UPDATE laporan_faktapaket SET naik = NOT naik", {"efektivitas", "paket"}),
)
"""What is done to the facts, and the figures that must be told as wrong."""


def test_what_is_wrong_is_found(kini: datetime) -> None:
    lolos = {}
    for perintah, kena in SALAH:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(perintah)
            lolos[perintah] = kena - berbeda(kini)
            transaction.set_rollback(True)
    assert {perintah: nama for perintah, nama in lolos.items() if nama} == {}
    assert berbeda(kini) == set()


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_differs() -> None:
    kini = timezone.now()
    isian.kasus(1, diajukan_pada=kini - HARI)
    hari = f"{kini - 3 * HARI:%Y-%m-%d}", f"{kini + HARI:%Y-%m-%d}"
    with pytest.raises(CommandError, match="berbeda dari SQL polos"):
        call_command("periksa_angka", "--dari", hari[0], "--sampai", hari[1], stdout=StringIO())
    isian.baca(kini)
    tulis = StringIO()
    call_command("periksa_angka", stdout=tulis)
    assert "Semua angka sama dengan SQL polos." in tulis.getvalue()
