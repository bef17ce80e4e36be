"""The life of a consultation: who does what, and what is refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from akun.actor import Actor
from akun.models import Instansi, Unit, User
from akun.receipt import new_token
from konsultasi import flow
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Konsultasi
from konsultasi.routing import unit_untuk
from konsultasi.status import JANJI, Status
from sla import clock
from sla.stages import StepRefused
from tests.factories import SENIN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("jenis", "hukum", "kode"),
    [
        ("kementerian", False, "DAPP"),
        ("lembaga", False, "DAPP"),
        ("provinsi", False, "DAPD"),
        ("kabupaten", False, "DAPD"),
        ("kota", False, "DAPD"),
        (None, False, "DAPP"),
        ("kota", True, "DPPH"),
        (None, True, "DPPH"),
    ],
)
def test_the_question_goes_to_the_directorate_of_its_institution(jenis: str | None, hukum: bool, kode: str) -> None:
    assert unit_untuk(Instansi(jenis=jenis) if jenis else None, hukum=hukum) == kode


def test_from_the_question_to_the_answer(tanya: Callable[..., Konsultasi]) -> None:
    k = Konsultasi.objects.get(pk=tanya(Status.SELESAI).pk)
    assert k.nomor.startswith("KNS20261123")
    assert (k.unit.kode, k.jawaban, k.produk) == ("DAPD", "Dapat, dengan bukti.", ["saran"])
    assert k.peninjau_id != k.petugas_id


def test_the_promise_of_the_website_is_ten_working_days_from_the_question(tanya: Callable[..., Konsultasi]) -> None:
    k = tanya(Status.DITUGASKAN)
    janji = next(t for t in clock.all_of(k) if t.kode == JANJI)
    assert (janji.mulai_pada, janji.kebijakan.jumlah) == (SENIN, 10)
    assert k.jatuh_tempo == janji.jatuh_tempo


def test_what_was_written_is_sealed_in_the_database(tanya: Callable[..., Konsultasi]) -> None:
    k = tanya(Status.DIJAWAB)
    tersimpan = str(Konsultasi.objects.filter(pk=k.pk).values())
    for rahasia in ("banjir", "siti@", "Siti", "0812", "Dapat"):
        assert rahasia not in tersimpan


def test_nobody_reviews_his_own_answer(tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor]) -> None:
    k = tanya(Status.REVIU_JAWABAN)
    with pytest.raises(PermissionDenied, match="orang lain"):
        flow.setujui_jawaban(konsultasi=k, by=actor("petugas_advokasi"), now=SENIN)
    with pytest.raises(PermissionDenied):
        flow.setujui_jawaban(konsultasi=k, by=actor("advokasi_pusat"), now=SENIN)
    flow.kembalikan_jawaban(konsultasi=k, catatan="Sebut pasalnya.", by=actor("direktur"), now=SENIN)
    assert (k.status, k.catatan) == (Status.DIPROSES, "Sebut pasalnya.")


def test_only_an_officer_of_the_directorate_is_given_a_question(
    tanya: Callable[..., Konsultasi], orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    k = tanya(Status.DIVERIFIKASI)
    for nama in ("advokasi_pusat", "verifikator", "direktur"):
        with pytest.raises(StepRefused):
            flow.tugaskan(konsultasi=k, kepada=orang[nama], by=actor("petugas_advokasi"), now=SENIN)


def test_a_question_of_others_is_redirected_before_it_is_given_away(
    tanya: Callable[..., Konsultasi], direktorat: dict[str, Unit], actor: Callable[[str], Actor]
) -> None:
    k = tanya()
    flow.alihkan(konsultasi=k, unit=direktorat["DPPH"], by=actor("petugas_advokasi"), now=SENIN)
    assert Konsultasi.objects.get(pk=k.pk).unit.kode == "DPPH"
    assert not Konsultasi.objects.visible_to(actor("petugas_advokasi")).exists()
    lain = tanya(Status.DIPROSES)
    with pytest.raises(StepRefused):
        flow.alihkan(konsultasi=lain, unit=direktorat["DPPH"], by=actor("petugas_advokasi"), now=SENIN)


SIAPA_MELIHAT = {"pengadu", "petugas_advokasi", "advokasi_2", "advokasi_3", "direktur"}


def test_who_sees_a_consultation(tanya: Callable[..., Konsultasi], orang: dict[str, User]) -> None:
    k = tanya(Status.DIPROSES)
    melihat = {n for n, u in orang.items() if Konsultasi.objects.visible_to(Actor.of(u)).filter(pk=k.pk)}
    assert melihat == SIAPA_MELIHAT


def test_a_question_to_the_applicant_stops_the_promise_until_he_answers(
    tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor]
) -> None:
    k = tanya(Status.BUTUH_DATA)
    with pytest.raises(PermissionDenied):
        flow.lengkapi(konsultasi=k, isi="Ini", by=actor("pemohon_lain"), now=SENIN)
    flow.lengkapi(konsultasi=k, isi="Ini kontraknya", by=actor("pengadu"), now=SENIN + timedelta(days=2))
    assert k.status == Status.DIPROSES
    janji = next(t for t in clock.all_of(k) if t.kode == JANJI)
    assert not janji.dijeda
    assert len(janji.jeda) == 1


def test_an_answer_names_what_it_gives(tanya: Callable[..., Konsultasi], actor: Callable[[str], Actor]) -> None:
    with pytest.raises(StepRefused, match="saran, pendapat"):
        flow.tulis_jawaban(
            konsultasi=tanya(Status.DIPROSES), jawaban="Ya", produk=[], by=actor("petugas_advokasi"), now=SENIN
        )


def test_somebody_without_an_account_is_no_applicant_of_the_website(data: Callable[..., DataKonsultasi]) -> None:
    Unit.objects.create(kode="DAPD", nama="Direktorat Advokasi Pemerintah Daerah")
    with pytest.raises(ValueError, match="logged-in"):
        flow.ajukan_website(data=data(), token=new_token(), by=Actor.pengadu("X"), now=SENIN)
