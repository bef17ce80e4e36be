"""Desks and teams: kept by LKPP, contacts and teams by the head of an LPSE for his own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Actor
from akun.models import Unit, User, Wilayah
from helpdesk import flow_eskalasi, organisasi
from helpdesk.models import MejaLayanan, Regu
from helpdesk.organisasi import DataMeja, MejaRefused
from jejak import trail
from tests import factories
from tests.factories import SENIN
from tests.helpdesk.conftest import BuatTiket, Klasifikasikan

pytestmark = pytest.mark.django_db
Meja = dict[str, MejaLayanan]
Pelaku = Callable[[str], Actor]


def data(**ubah: Any) -> DataMeja:
    isi: dict[str, Any] = {
        "nama": "LPSE Kabupaten Majene", "bentuk": "service_provider", "kalender": "wita", "wilayah": None,
        "alamat": "Jl. Contoh 2", "telepon": "0422 000", "surel": "helpdesk@majene.example", "situs": "",
    }  # fmt: skip
    return DataMeja(**(isi | ubah))


@pytest.fixture
def klien(petugas: dict[str, User]) -> Callable[[str], Client]:
    return lambda nama: factories.logged_in(petugas[nama])


def url(nama: str, *args: int) -> str:
    return reverse(f"helpdesk:organisasi{nama}", args=args)


@pytest.mark.parametrize("siapa", ["helpdesk", "admin"])
def test_an_lpse_is_added_with_its_unit(siapa: str, meja: Meja, klien: Callable[[str], Client]) -> None:
    Wilayah.objects.create(kode="76.05", nama="Kabupaten Majene", jenis="kabupaten", otonom=True)
    isi = {
        "nama": "LPSE Kabupaten Majene", "bentuk": "service_provider", "kalender": "wita", "aktif": "on",
        "wilayah": "kabupaten majene", "surel": "helpdesk@majene.example", "situs": "lpse.majene.example",
    }  # fmt: skip
    answer = klien(siapa).post(url("_baru"), isi)
    baru = MejaLayanan.objects.get(unit__nama="LPSE Kabupaten Majene")
    assert answer["Location"] == url("_meja", baru.pk)
    assert (baru.unit.kode, baru.unit.jenis, baru.jenis) == ("LPSE-76.05", Unit.Jenis.LPSE, "lpse")
    assert (baru.kalender_id, baru.bentuk, baru.situs) == ("wita", "service_provider", "https://lpse.majene.example")
    assert [j.kejadian for j in trail.of(baru)] == [organisasi.Event.DIBUAT]


def test_codes_of_units_are_never_given_twice(meja: Meja, pelaku: Pelaku) -> None:
    by = pelaku("admin")
    kode = [
        organisasi.buat_meja(data=data(nama=n, surel=""), by=by, now=SENIN).unit.kode
        for n in ("LPSE Kementerian X", "LPSE: Kementerian X!", "LPSE 信")
    ]
    assert len(set(kode)) == 3
    assert kode[0] == "LPSE-KEMENTERIAN-X"


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [({"nama": "lpse mamuju"}, "sudah ada"), ({"surel": "HELPDESK@mamuju.example"}, "sudah dipakai")],
)
def test_names_and_mailboxes_belong_to_one_desk(ubah: dict[str, str], kata: str, meja: Meja, pelaku: Pelaku) -> None:
    with pytest.raises(MejaRefused, match=kata):
        organisasi.buat_meja(data=data(**ubah), by=pelaku("helpdesk"), now=SENIN)
    organisasi.ubah_meja(
        meja=meja["mamuju"],
        data=data(nama="LPSE Mamuju", surel="helpdesk@mamuju.example"),
        by=pelaku("helpdesk"),
        now=SENIN,
    )


@pytest.mark.parametrize("siapa", ["mamuju", "kepala", "bontang", "pimpinan", "pelapor"])
def test_the_list_is_kept_by_lkpp_only(siapa: str, meja: Meja, pelaku: Pelaku) -> None:
    with pytest.raises(PermissionDenied):
        organisasi.buat_meja(data=data(), by=pelaku(siapa), now=SENIN)
    assert not MejaLayanan.objects.filter(unit__nama__contains="Majene").exists()


def test_a_head_changes_contacts_and_nothing_else(meja: Meja, klien: Callable[[str], Client]) -> None:
    m, kepala = meja["mamuju"], klien("kepala")
    assert kepala.get(url(""))["Location"] == url("_meja", m.pk)
    isi = {
        "telepon": "0426 111",
        "alamat": "Jl. Baru",
        "situs": "",
        "nama": "LPSE Palsu",
        "surel": "x@y.example",
        "kalender": "lkpp",
    }
    assert kepala.post(url("_ubah", m.pk), isi).status_code == 302
    m = MejaLayanan.objects.get(pk=m.pk)
    assert (m.telepon, m.alamat) == ("0426 111", "Jl. Baru")
    assert (m.nama, m.surel, m.kalender_id, m.aktif) == ("LPSE Mamuju", "helpdesk@mamuju.example", "wita", True)


def test_a_head_never_sees_another_desk(meja: Meja, klien: Callable[[str], Client], pelaku: Pelaku) -> None:
    lain = meja["bontang"]
    for nama in ("_meja", "_ubah", "_regu_baru"):
        assert klien("kepala").get(url(nama, lain.pk)).status_code == 404
    assert klien("kepala").get(url("_baru")).status_code == 403
    with pytest.raises(PermissionDenied):
        organisasi.simpan_regu(meja=lain, regu=None, nama="X", anggota=[], by=pelaku("kepala"), now=SENIN)


@pytest.mark.parametrize("siapa", ["mamuju", "pimpinan", "pelapor"])
def test_others_stay_outside(siapa: str, meja: Meja, klien: Callable[[str], Client]) -> None:
    assert klien(siapa).get(url("")).status_code == 403


def test_the_list_is_searched_and_shows_who_works_there(meja: Meja, klien: Callable[[str], Client]) -> None:
    isi = klien("helpdesk").get(url("") + "?q=mamuju").content.decode()
    assert "LPSE Mamuju" in isi
    assert "LPSE Bontang" not in isi
    assert "tanpa kepala" in klien("helpdesk").get(url("") + "?q=bontang").content.decode()
    assert "Tidak ada meja yang cocok" in klien("helpdesk").get(url("") + "?q=zzz").content.decode()
    satu = klien("helpdesk").get(url("_meja", meja["mamuju"].pk)).content.decode()
    assert "Orang kepala" in satu
    assert "Orang mamuju" in satu


def test_an_error_keeps_what_was_typed(meja: Meja, klien: Callable[[str], Client]) -> None:
    answer = klien("helpdesk").post(
        url("_baru"), {"nama": "", "alamat": "Ketikan saya", "wilayah": "Atlantis", "kalender": "mars", "situs": "::"}
    )
    assert answer.status_code == 422
    for kata in ("Tulis nama LPSE", "Ketikan saya", "Daerah ini tidak kami kenal", "Pilih kalender"):
        assert kata in answer.content.decode()


def test_lkpps_own_desk_keeps_its_name_and_stays_open(meja: Meja, pelaku: Pelaku) -> None:
    organisasi.ubah_meja(meja=meja["lkpp"], data=data(aktif=False, kalender="lkpp"), by=pelaku("admin"), now=SENIN)
    m = MejaLayanan.objects.lkpp()
    assert (m.nama, m.aktif, m.telepon) == ("Direktorat Sistem Pengadaan Digital", True, "0422 000")


def test_a_team_is_made_of_people_of_the_desk(
    meja: Meja, klien: Callable[[str], Client], petugas: dict[str, User]
) -> None:
    m, kepala = meja["mamuju"], klien("kepala")
    salah = kepala.post(url("_regu_baru", m.pk), {"nama": "Jaringan", "anggota": [petugas["bontang"].pk]})
    assert salah.status_code == 422
    kepala.post(url("_regu_baru", m.pk), {"nama": "Jaringan", "anggota": [petugas["mamuju"].pk]})
    regu = Regu.objects.get(meja=m)
    assert list(regu.anggota.all()) == [petugas["mamuju"]]
    assert "sudah ada" in kepala.post(url("_regu_baru", m.pk), {"nama": "Jaringan"}).content.decode()
    kepala.post(url("_regu", m.pk, regu.pk), {"nama": "Tim jaringan", "anggota": []})
    regu.refresh_from_db()
    assert (regu.nama, regu.kode, regu.anggota.count()) == ("Tim jaringan", "jaringan", 0)
    assert klien("kepala").get(url("_regu", meja["bontang"].pk, regu.pk)).status_code == 404


def test_a_team_that_had_a_ticket_stays(
    meja: Meja, pelaku: Pelaku, buat: BuatTiket, klasifikasikan: Klasifikasikan, klien: Callable[[str], Client]
) -> None:
    by, m = pelaku("kepala"), meja["mamuju"]
    lama, baru = (
        organisasi.simpan_regu(meja=m, regu=None, nama=n, anggota=[], by=by, now=SENIN) for n in ("Teknis", "Lain")
    )
    t = klasifikasikan(buat())
    flow_eskalasi.eskalasi_fungsional(tiket=t, regu=lama, alasan="Log", by=pelaku("mamuju"), now=SENIN)
    answer = klien("kepala").post(url("_regu", m.pk, lama.pk), {"hapus": "1"})
    assert "pernah menangani tiket" in answer.content.decode()
    assert klien("kepala").post(url("_regu", m.pk, baru.pk), {"hapus": "1"}).status_code == 302
    assert list(m.regu.all()) == [lama]
    assert timezone.is_aware(trail.of(m).latest("pada").pada)
