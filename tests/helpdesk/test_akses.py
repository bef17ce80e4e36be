"""Who sees which ticket, and who gets it: every person against every place, over the queryset and every door."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akun.actor import PETUGAS, SYSTEM, Actor, Peran
from helpdesk import flow_eskalasi, urls_meja
from helpdesk.models import Masalah, PesanTiket, Tiket
from helpdesk.status import Status
from helpdesk.views.lembar import PEMBACA
from jejak import trail
from tests.factories import SENIN
from tests.helpdesk.meja import KATA, LANJUT, Bangsal

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]
S = Status
MAMUJU = {"petugas_lpse", "petugas_lpse_2", "kepala_lpse"}
BONTANG = {"lpse_lain", "kepala_lain"}
LKPP = {"petugas_helpdesk", "petugas_helpdesk_2", "pimpinan"}
# where a ticket lies -> who may know of it; nobody else, whatever his role
MELIHAT: dict[str, set[str]] = {
    "mamuju": MAMUJU,
    "mamuju: di LKPP": MAMUJU | LKPP,
    "mamuju: dijawab LKPP": MAMUJU | LKPP,
    "mamuju: eskalasi fungsional": MAMUJU,
    "mamuju: eskalasi struktural": MAMUJU,
    "mamuju: berakhir": MAMUJU,
    "bontang": BONTANG,
    "bontang: di LKPP": BONTANG | LKPP,
    "lkpp": LKPP,
    "lkpp: eskalasi struktural": LKPP,
    "mamuju: milik pengadu": MAMUJU | {"pengadu"},
    "mamuju: milik verifikator": MAMUJU | {"verifikator"},
}
SIAPA = ("petugas_lpse", "lpse_lain", "petugas_helpdesk", "pimpinan", "verifikator", "pengadu", "admin_sistem")
TANPA_TIKET = {"meja", "masalah_daftar", "masalah", "masalah_solusi"}
PINTU = [p for p in urls_meja.urlpatterns if p.name not in TANPA_TIKET]


def buat(bangsal: Bangsal, tempat: str) -> Tiket:
    """A ticket at that place."""
    nama, _, keadaan = tempat.partition(": ")
    meja = {"mamuju": bangsal.mamuju, "bontang": bangsal.bontang, "lkpp": bangsal.lkpp}[nama]
    if keadaan.startswith("milik"):
        return bangsal.catat(meja, by=bangsal.actor(keadaan.removeprefix("milik ")))
    status = {
        "": S.PENANGANAN,
        "di LKPP": S.ESKALASI_LKPP,
        "dijawab LKPP": S.ESKALASI_LKPP,
        "eskalasi fungsional": S.ESKALASI_FUNGSIONAL,
        "eskalasi struktural": S.ESKALASI_STRUKTURAL,
        "berakhir": S.DITUTUP,
    }[keadaan]
    t = bangsal.bawa_ke(status, meja)
    if keadaan == "dijawab LKPP":
        flow_eskalasi.jawab_eskalasi(tiket=t, jawaban=KATA, by=bangsal.actor("petugas_helpdesk"), now=LANJUT)
    return Tiket.objects.get(pk=t.pk)


def alamat(t: Tiket) -> dict[str, str]:
    """Every door of a ticket."""
    lain = {"tiket_tenggat": [1], "tiket_berkas": [1]}
    return {p.name: reverse(f"helpdesk:{p.name}", args=[t.nomor, *lain.get(p.name, [])]) for p in PINTU}


@pytest.mark.parametrize("tempat", MELIHAT)
def test_a_ticket_is_visible_to_these_people_and_to_nobody_else(tempat: str, bangsal: Bangsal) -> None:
    t = buat(bangsal, tempat)
    melihat = {n for n, u in bangsal.orang.items() if Tiket.objects.visible_to(Actor.of(u)).filter(pk=t.pk).exists()}
    assert melihat == MELIHAT[tempat]
    assert Tiket.objects.visible_to(SYSTEM).filter(pk=t.pk).exists()
    assert Tiket.objects.visible_to(Actor.pengadu(t.nomor)).get() == t
    assert not Tiket.objects.visible_to(Actor.pengadu("TKT209901010001")).exists()
    assert not Tiket.objects.visible_to(Actor("Tamu", Peran.PENGADU)).exists()


def test_staff_of_no_lpse_see_nothing(bangsal: Bangsal) -> None:
    buat(bangsal, "mamuju: di LKPP")
    for peran in (Peran.PETUGAS_LPSE, Peran.KEPALA_LPSE):
        assert not Tiket.objects.visible_to(Actor("Tanpa unit", peran, user_id=999_999)).exists()


@pytest.mark.parametrize("tempat", ["mamuju", "mamuju: di LKPP", "bontang", "lkpp"])
def test_every_door_of_a_ticket_answers_as_the_table_says(tempat: str, masuk: Masuk, bangsal: Bangsal) -> None:
    t = buat(bangsal, tempat)
    baris = trail.of(t).count()
    for siapa in SIAPA:
        browser, peran = masuk(siapa), bangsal.orang[siapa].peran
        for nama, url in alamat(t).items():
            status = browser.get(url).status_code
            if peran not in PEMBACA:
                assert status == 403, (siapa, nama)
            elif siapa not in MELIHAT[tempat]:
                assert status == 404, (siapa, nama)
            elif nama in {"tiket", "tiket_tenggat"}:
                assert status == 200, (siapa, nama)
            else:
                assert status in {200, 403, 404, 409}, (siapa, nama)
    assert trail.of(t).count() == baris, "nothing was done by looking"


@pytest.mark.parametrize(
    ("tempat", "siapa"), [("mamuju", "lpse_lain"), ("lkpp", "petugas_lpse"), ("mamuju", "pimpinan")]
)
def test_no_step_of_a_stranger_does_anything(tempat: str, siapa: str, masuk: Masuk, bangsal: Bangsal) -> None:
    t = buat(bangsal, tempat)
    sebelum = Tiket.objects.filter(pk=t.pk).values().get()
    isi = {"isi": KATA, "alasan": KATA, "jawaban": KATA, "solusi": "permanen", "lingkup": "bug", "tanggapan": "selesai"}
    browser = masuk(siapa)
    for nama, url in alamat(t).items():
        if nama not in {"tiket", "tiket_tenggat", "tiket_berkas"}:
            assert browser.post(url, isi).status_code == 404, nama
    assert Tiket.objects.filter(pk=t.pk).values().get() == sebelum
    assert not PesanTiket.objects.filter(tiket=t, isi=KATA).exists()


@pytest.mark.parametrize("siapa", ["pimpinan", "petugas_lpse"])
def test_whoever_may_only_read_takes_no_step_at_lkpp(siapa: str, masuk: Masuk, bangsal: Bangsal) -> None:
    """The leadership reads; the LPSE waits, but still writes notes and messages."""
    t = buat(bangsal, "mamuju: di LKPP")
    browser = masuk(siapa)
    for langkah in ("selesaikan", "jawab_eskalasi", "serahkan", "batalkan", "klasifikasi"):
        assert browser.get(reverse(f"helpdesk:tiket_{langkah}", args=[t.nomor])).status_code in {403, 409}, langkah
    catatan = browser.post(reverse("helpdesk:tiket_catatan", args=[t.nomor]), {"isi": KATA})
    assert catatan.status_code == (302 if siapa == "petugas_lpse" else 403)


def test_the_queue_opens_to_desks_and_their_heads(masuk: Masuk, bangsal: Bangsal, client: Client) -> None:
    assert client.get("/helpdesk/meja/").status_code == 302
    for siapa, orang in bangsal.orang.items():
        if orang.peran in PETUGAS:
            assert masuk(siapa).get("/helpdesk/meja/").status_code == (200 if orang.peran in PEMBACA else 403), siapa


def test_problem_records_stay_with_their_desk(bangsal: Bangsal) -> None:
    by = bangsal.orang["petugas_lpse"]
    Masalah.objects.create(judul="Sebab", meja=bangsal.mamuju, dibuat_oleh=by, dibuat_pada=SENIN)
    melihat = {n for n, u in bangsal.orang.items() if Masalah.objects.visible_to(Actor.of(u)).exists()}
    assert melihat == MAMUJU


# --- routing --------------------------------------------------------------------------------------------------------

ARAH: dict[str, tuple[Callable[[Bangsal], dict[str, Any]], set[str]]] = {
    "laporan web ke LPSE": (lambda b: {"meja": b.mamuju}, {"petugas_lpse", "petugas_lpse_2"}),
    "laporan web ke LPSE lain": (lambda b: {"meja": b.bontang}, {"lpse_lain"}),
    "laporan web ke LKPP": (lambda b: {"meja": b.lkpp}, {"petugas_helpdesk", "petugas_helpdesk_2"}),
    "telepon": (
        lambda b: {"meja": b.mamuju, "kanal": "telepon", "by": b.actor("petugas_lpse_2")},
        {"petugas_lpse_2"},
    ),
    "datang, dicatat kepala": (
        lambda b: {"meja": b.mamuju, "kanal": "datang", "by": b.actor("kepala_lpse")},
        {"petugas_lpse", "petugas_lpse_2"},
    ),
}


@pytest.mark.parametrize("nama", ARAH)
def test_a_new_ticket_comes_to_whoever_works_at_that_desk(nama: str, bangsal: Bangsal) -> None:
    isi, kepada = ARAH[nama]
    t = bangsal.catat(**isi(bangsal))
    assert t.pemegang_id in {bangsal.orang[n].pk for n in kepada}


@pytest.mark.parametrize(
    ("status", "asal", "kepada"),
    [
        (S.ESKALASI_FUNGSIONAL, "mamuju", {"petugas_lpse_2"}),
        (S.ESKALASI_STRUKTURAL, "mamuju", {"kepala_lpse"}),
        (S.ESKALASI_STRUKTURAL, "bontang", {"kepala_lain"}),
        (S.ESKALASI_STRUKTURAL, "lkpp", {"pimpinan"}),
        (S.ESKALASI_LKPP, "mamuju", {"petugas_helpdesk", "petugas_helpdesk_2"}),
        (S.ESKALASI_LKPP, "bontang", {"petugas_helpdesk", "petugas_helpdesk_2"}),
    ],
)
def test_an_escalation_comes_to_the_team_the_head_or_lkpp(
    status: str, asal: str, kepada: set[str], bangsal: Bangsal
) -> None:
    meja = {"mamuju": bangsal.mamuju, "bontang": bangsal.bontang, "lkpp": bangsal.lkpp}[asal]
    t = bangsal.bawa_ke(status, meja)
    assert t.pemegang_id in {bangsal.orang[n].pk for n in kepada}
