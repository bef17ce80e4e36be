"""Every role before every page of the desk; who serves no directorate, or another one, finds nothing there."""

from collections.abc import Callable

import pytest
from django.test import Client

from akun.actor import LKPP, Actor, Peran
from akun.models import Unit, User
from konsultasi import flow_keluhan, koleksi
from konsultasi.models import Konsultasi, SlotTatapMuka
from konsultasi.status import Status
from konsultasi.views.kasus import LANGKAH
from persuratan.models import SuratMasuk
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
MEJA = "/konsultasi/meja/"
Masuk = Callable[[str], Client]
ROLES = [str(p) for p in Peran if p != Peran.SISTEM]


@pytest.fixture
def k(tanya: Callable[..., Konsultasi]) -> Konsultasi:
    """A question that is answered."""
    return tanya(Status.DIJAWAB)


@pytest.mark.parametrize("peran", ROLES)
def test_only_a_directorate_s_people_open_its_desk(peran: str, k: Konsultasi, masuk: Masuk) -> None:
    browser, petugas = masuk(peran), peran == Peran.PETUGAS_ADVOKASI
    for bagian in ("", "tamu/", "jadwal/"):
        assert browser.get(MEJA + bagian).status_code == (200 if petugas else 403), bagian
    for bagian in ("", "antrean/", "berkas/1/", *(f"{s.nama}/" for s in LANGKAH)):
        page = browser.get(f"{MEJA}{k.nomor}/{bagian}")
        ada = petugas and bagian not in {"antrean/", "berkas/1/"}
        tertutup = 404 if peran in LKPP - {Peran.ADMIN_SISTEM} else 403
        assert page.status_code in ({200, 403, 409} if ada else {tertutup}), bagian


@pytest.mark.parametrize("nama", ["advokasi_pusat", "pimpinan", "pejabat_dpph"])
def test_another_directorate_finds_nothing(nama: str, k: Konsultasi, masuk: Masuk) -> None:
    browser = masuk(nama)
    for bagian in ("", *(f"{s.nama}/" for s in LANGKAH)):
        assert browser.get(f"{MEJA}{k.nomor}/{bagian}").status_code == 404
        assert not bagian or browser.post(f"{MEJA}{k.nomor}/{bagian}").status_code == 404


def test_nobody_logged_in_is_sent_to_the_login(k: Konsultasi) -> None:
    for bagian in ("", "tamu/", "jadwal/", "keluhan/", "koleksi/", f"{k.nomor}/", f"{k.nomor}/tolak/"):
        page = Client().get(MEJA + bagian)
        assert (page.status_code, page["Location"].split("?")[0]) == (302, "/akun/login/"), bagian


def test_the_holder_of_a_post_works_at_the_desk_in_any_role(
    k: Konsultasi, masuk: Masuk, orang: dict[str, User]
) -> None:
    for peran in (Peran.PIMPINAN, Peran.PEJABAT_DPPH):
        User.objects.filter(pk=orang["direktur"].pk).update(peran=peran)
        orang["direktur"].refresh_from_db()
        assert masuk("direktur").get(f"{MEJA}{k.nomor}/").status_code == 200


def test_an_officer_reads_his_own_question_as_an_applicant_only(
    tanya: Callable[..., Konsultasi], masuk: Masuk, orang: dict[str, User]
) -> None:
    k = tanya()
    Konsultasi.objects.filter(pk=k.pk).update(pemohon=orang["advokasi_2"])
    browser = masuk("advokasi_2")
    assert browser.get(f"{MEJA}{k.nomor}/").status_code == 404
    assert k.nomor not in browser.get(f"{MEJA}?pandang=semua").content.decode()
    assert masuk("petugas_advokasi").get(f"{MEJA}{k.nomor}/").status_code == 200


@pytest.mark.parametrize("peran", ROLES)
def test_complaints_and_collection_by_role(
    peran: str, k: Konsultasi, masuk: Masuk, actor: Callable[[str], Actor]
) -> None:
    keluhan = flow_keluhan.ajukan(konsultasi=k, isi="Terlalu umum.", by=actor("pengadu"), now=SENIN)
    isi = koleksi.IsiTanyaJawab(k.subjek, "Apakah didenda?", "Tidak selalu.")
    entri = koleksi.tulis(isi=isi, by=actor("advokasi_2"), now=SENIN)
    browser = masuk(peran)
    penangan = peran in {Peran.PETUGAS_ADVOKASI, Peran.PIMPINAN}
    assert browser.get(f"{MEJA}keluhan/").status_code == (200 if penangan else 403)
    # the officer gave this very service: he does not know of the complaint
    sendiri = peran == Peran.PETUGAS_ADVOKASI
    for bagian in ("", "tangani/"):
        boleh = 404 if sendiri else 200 if penangan else 403
        assert browser.get(f"{MEJA}keluhan/{keluhan.pk}/{bagian}").status_code == boleh
    for bagian in ("", "tulis/", f"{entri.pk}/", f"{entri.pk}/ubah/"):
        assert browser.get(f"{MEJA}koleksi/{bagian}").status_code == (200 if sendiri else 403), bagian
    assert browser.post(f"{MEJA}koleksi/{entri.pk}/langkah/", {"langkah": "x"}).status_code == (404 if sendiri else 403)


@pytest.mark.parametrize("peran", ROLES)
def test_who_makes_a_consultation_of_a_letter(
    peran: str, surat_konsultasi: Callable[..., SuratMasuk], masuk: Masuk
) -> None:
    page = masuk(peran).get(f"{MEJA}surat/{surat_konsultasi().nomor}/")
    if peran == Peran.PETUGAS_TU:
        assert page.status_code == 200
    else:  # the letter itself is not open to them
        assert page.status_code in {403, 404}


def test_nobody_closes_the_times_of_another_directorate(direktorat: dict[str, Unit], masuk: Masuk) -> None:
    slot = SlotTatapMuka.objects.create(unit=direktorat["DAPD"], mulai=SENIN, selesai=SENIN.replace(hour=10))
    assert masuk("advokasi_pusat").post(f"{MEJA}jadwal/{slot.pk}/tutup/").status_code == 404
    assert masuk("petugas_advokasi").get(f"{MEJA}jadwal/{slot.pk}/tutup/").status_code == 405
    assert not SlotTatapMuka.objects.get(pk=slot.pk).ditutup
