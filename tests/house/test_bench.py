"""The benchmark at tiny size: what it seeds, that the floor says the same SQL as the page, and its table."""

import json
import pickle
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from akun import blind as search
from akun import reference as akun_reference
from akun.models import Unit, User
from akun.receipt import new_token
from bench import (
    cases,
    floor,
    helpdesk,
    helpdesk_isi,
    prepare,
    report,
    seed,
    surat,
    surat_isi,
    sweeping,
    tape,
    vocabulary,
)
from bench.plan import LANTAI, PORTAL, TAPES
from helpdesk.models import Tiket
from jejak.models import Jejak
from pengaduan.models import DrafPengaduan, Pengaduan
from persuratan.models import SuratMasuk
from sla.models import Tenggat
from tests import factories


def said(found: tape.Tape) -> list[tuple[str, Any]]:
    return [(s.sql, s.params) for s in tape.statements(found)]


@pytest.fixture
def isi_200(kebijakan: None, orang: dict[str, User]) -> vocabulary.Vocabulary:
    words = vocabulary.build(600)
    seed.fill(seed.Size(200), words, now=timezone.now(), say=lambda text: None)
    return words


@pytest.fixture
def halaman_lacak(kebijakan: None) -> tape.Tape:
    token = new_token()
    kasus = cases.Kasus(factories.ajukan(token=token, now=timezone.now()).nomor, token)
    return prepare.record_get(prepare.opened(kasus), reverse("pengaduan:lacak_kasus"), kasus.nomor)


def test_seeding_makes_complaints_with_trail_clocks_and_words(isi_200: vocabulary.Vocabulary) -> None:
    running = Tenggat.objects.filter(berhenti_pada__isnull=True)
    assert (Pengaduan.objects.count(), Jejak.objects.count(), running.count()) == (200, 1000, 100)
    assert Pengaduan.objects.terbuka().count() == 50
    assert running.filter(alarm_pada__lte=timezone.now()).count() == 1
    semua = Pengaduan.objects.all()
    found = {k: semua.filter(indeks__kata__contains=search.query(k)).count() for k in isi_200.sering()}
    assert all(50 <= n <= 190 for n in found.values()), found
    langka = semua.filter(indeks__kata__overlap=list(isi_200.langka.values()))
    assert sum(langka.values_list("pk", flat=True)) == 200


def test_sweep_and_floor_fire_the_same_clocks_each_round(isi_200: vocabulary.Vocabulary) -> None:
    found = sweeping.measure(2)
    assert (found["jatuh_tempo"], found["terbuka"], found["tembak"]) == (1, 100, [1])
    assert len(found[PORTAL]) == len(found[LANTAI]) == 2


def test_the_floor_says_exactly_what_the_page_said(halaman_lacak: tape.Tape, tmp_path: Path, settings: Any) -> None:
    assert tape.count(halaman_lacak) >= 3
    (tmp_path / TAPES).write_bytes(pickle.dumps({"status": [halaman_lacak]}))
    settings.FOLDER_BENCH = tmp_path
    with tape.recording() as again:
        answer = floor.lantai(RequestFactory().get("/"), "status", 0)
    assert said(again) == said(halaman_lacak)
    assert floor.TANDA in answer.content.decode()


def test_a_recorded_submission_can_be_said_again_for_another_draft(kebijakan: None, orang: dict[str, User]) -> None:
    seed.spread_ids()
    factories.InstansiFactory(nama="Pemerintah Kabupaten Merauke", wilayah=factories.WilayahFactory())
    first, second = cases.draf_siap(2, now=timezone.now())
    plan = prepare.Preparation()
    plan.submission([first], cases.pdf(5_000))
    for nama in (prepare.UNGGAH, prepare.KIRIM):
        tape.replay(plan.tapes[nama][0], dict(second.sulih(first)))
    numbers = Pengaduan.objects.order_by("nomor").values_list("nomor", flat=True)
    assert [int(b[3:]) - int(a[3:]) for a, b in pairwise(numbers)] == [1]
    assert DrafPengaduan.objects.get(pk=second.draf.pk).pengaduan.bukti.count() == 1


def test_the_table_says_what_was_missed() -> None:
    def rounds(ms: float) -> list[dict[str, Any]]:
        return [{"detik": 1.0, "tembakan": [ms] * 20, "per_nama": {"meja": [ms] * 20}}]

    swift, slow = (
        report.rows_of("meja", "Meja", {"meja": kueri}, {PORTAL: rounds(ms), LANTAI: rounds(5.0)})[0]
        for kueri, ms in ((12, 40.0), (13, 140.0))
    )
    assert (swift.meleset(), slow.meleset()) == ([], ["p95", "kueri"])
    lines = report.table([swift, slow]).splitlines()
    assert lines[0].startswith("Apa")
    assert lines[2].endswith("ya")
    assert lines[3].endswith("TIDAK (p95, kueri)")
    assert report.verdict([swift]) == "Semua sasaran tercapai."
    assert "Meja" in report.verdict([swift, slow])


def test_a_page_that_is_not_the_right_one_is_not_measured(db: None) -> None:
    with pytest.raises(prepare.NotReady, match="menjawab 302"):
        prepare.record_get(prepare.browser(), reverse("pengaduan:lacak_kasus"), "PGD")


def test_letters_are_seeded_with_what_their_pages_read(orang: dict[str, User], kebijakan: None) -> None:
    akun_reference.load_unit()
    akun_reference.load_pejabat()
    surat_isi.fill(2000, now=timezone.now())
    rows = SuratMasuk.objects.all()
    assert (rows.count(), rows.values("nomor").distinct().count()) == (2000, 2000)
    assert rows.filter(status="terkirim").count() == 7
    assert rows.filter(kerahasiaan="rahasia").count() == 100
    assert rows.filter(jatuh_tempo__isnull=False).count() == 59
    assert {s.perihal for s in rows[:3]} == {"Permohonan penjelasan"}


@pytest.fixture
def tiket_2000(kebijakan: None, db: None) -> None:
    call_command("muat_acuan")
    unit = Unit.objects.create(kode="LPSE-76.02", nama="LPSE Kabupaten Mamuju", jenis="lpse")
    factories.UserFactory(email="lpse@demo.example", peran="petugas_lpse", unit=unit)
    helpdesk_isi.fill(2000, now=timezone.now())


def test_tickets_are_seeded_with_as_many_open_clocks_and_one_of_a_hundred_due(tiket_2000: None) -> None:
    running = Tenggat.objects.filter(berhenti_pada__isnull=True)
    assert (Tiket.objects.count(), running.count()) == (2000, 2000)
    assert running.filter(alarm_pada__lte=timezone.now()).count() == 20
    assert Tiket.objects.terbuka().count() == 1200
    assert {t.nama for t in Tiket.objects.all()[:3]} == {"Pelapor Contoh"}
    assert set(Tiket.objects.values_list("kelas", flat=True)) == {"", "minor", "mayor", "emergency"}


def test_the_month_of_the_bench_holds_all_its_tickets_and_the_floor_says_the_same(tiket_2000: None) -> None:
    found = helpdesk_isi.report(1)
    assert found["tiket"] == 2000
    assert len(found[PORTAL]) == len(found[LANTAI]) == 1
    assert helpdesk.month_row(found).apa == "Laporan sebulan, 2000 tiket"


def test_a_report_by_the_form_can_be_said_again_for_another_key(tiket_2000: None) -> None:
    seed.spread_ids()
    siap = prepare.Preparation()
    helpdesk_isi.lapor(siap, 1)
    lama = Tiket.objects.count()
    (shot,) = siap.plan.skenario[0].shots[LANTAI]
    sulih = re.search(rb"Sulih: (.*)\r", shot[0].raw)
    assert sulih
    tape.replay(siap.tapes["lapor"][0], dict(json.loads(sulih[1])))
    assert Tiket.objects.count() == lama + 1


def test_the_table_of_letters_says_what_was_missed() -> None:
    cepat = {"judul": "X", "p50": 1.0, "p95": 2.0, "kueri": 3, "cpu_ms": 1.0}
    raw = dict.fromkeys(surat.SASARAN, cepat) | {"kotak": cepat | {"kueri": 13}, "pohon": {"simpul": 200, "kueri": 8}}
    assert [line[3] for line in surat.rows_of(raw)] == ["ya", "ya", "TIDAK", "ya"]
