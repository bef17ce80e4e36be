"""Every role before every page of the desk; who serves no directorate, or another one, finds nothing there."""

from collections.abc import Callable, Iterator, Mapping

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


def test_only_a_directorate_s_people_open_its_desk(k: Konsultasi, masuk: Masuk) -> None:
    salah: list[object] = []
    for peran in ROLES:
        browser, petugas = masuk(peran), peran == Peran.PETUGAS_ADVOKASI
        tertutup = 404 if peran in LKPP - {Peran.ADMIN_SISTEM} else 403
        harap = {MEJA + bagian: {200 if petugas else 403} for bagian in ("", "tamu/", "jadwal/")}
        for bagian in ("", "antrean/", "berkas/1/", *(f"{s.nama}/" for s in LANGKAH)):
            ada = petugas and bagian not in {"antrean/", "berkas/1/"}
            harap[f"{MEJA}{k.nomor}/{bagian}"] = {200, 403, 409} if ada else {tertutup}
        salah += [(peran, *beda) for beda in berbeda(browser, harap)]
    assert salah == [], "\n".join(map(str, salah))


def berbeda(browser: Client, harap: Mapping[str, set[int]]) -> Iterator[tuple[str, int]]:
    """The pages that answer otherwise than they are to."""
    for jalan, status in harap.items():
        page = browser.get(jalan)
        if page.status_code not in status:
            yield jalan, page.status_code


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


def test_complaints_and_collection_by_role(k: Konsultasi, masuk: Masuk, actor: Callable[[str], Actor]) -> None:
    keluhan = flow_keluhan.ajukan(konsultasi=k, isi="Terlalu umum.", by=actor("pengadu"), now=SENIN)
    isi = koleksi.IsiTanyaJawab(k.subjek, "Apakah didenda?", "Tidak selalu.")
    entri = koleksi.tulis(isi=isi, by=actor("advokasi_2"), now=SENIN)
    salah: list[object] = []
    for peran in ROLES:
        browser = masuk(peran)
        penangan = peran in {Peran.PETUGAS_ADVOKASI, Peran.PIMPINAN}
        # the officer gave this very service: he does not know of the complaint
        sendiri = peran == Peran.PETUGAS_ADVOKASI
        harap = {f"{MEJA}keluhan/": {200 if penangan else 403}}
        for bagian in ("", "tangani/"):
            harap[f"{MEJA}keluhan/{keluhan.pk}/{bagian}"] = {404 if sendiri else 200 if penangan else 403}
        for bagian in ("", "tulis/", f"{entri.pk}/", f"{entri.pk}/ubah/"):
            harap[f"{MEJA}koleksi/{bagian}"] = {200 if sendiri else 403}
        salah += [(peran, *beda) for beda in berbeda(browser, harap)]
        page = browser.post(f"{MEJA}koleksi/{entri.pk}/langkah/", {"langkah": "x"})
        if page.status_code != (404 if sendiri else 403):
            salah.append((peran, "langkah", page.status_code))
    assert salah == [], "\n".join(map(str, salah))


def test_who_makes_a_consultation_of_a_letter(surat_konsultasi: Callable[..., SuratMasuk], masuk: Masuk) -> None:
    jalan = f"{MEJA}surat/{surat_konsultasi().nomor}/"
    salah: list[object] = []
    for peran in ROLES:  # the letter itself is open to TU alone
        harap = {200} if peran == Peran.PETUGAS_TU else {403, 404}
        salah += [(peran, *beda) for beda in berbeda(masuk(peran), {jalan: harap})]
    assert salah == [], "\n".join(map(str, salah))


def test_nobody_closes_the_times_of_another_directorate(direktorat: dict[str, Unit], masuk: Masuk) -> None:
    slot = SlotTatapMuka.objects.create(unit=direktorat["DAPD"], mulai=SENIN, selesai=SENIN.replace(hour=10))
    assert masuk("advokasi_pusat").post(f"{MEJA}jadwal/{slot.pk}/tutup/").status_code == 404
    assert masuk("petugas_advokasi").get(f"{MEJA}jadwal/{slot.pk}/tutup/").status_code == 405
    assert not SlotTatapMuka.objects.get(pk=slot.pk).ditutup
