"""Desks, their people and their tickets: LKPP's, Mamuju's (WITA) and Bontang's."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from akun.actor import Actor, Peran
from akun.models import Unit, User
from helpdesk import flow, reference
from helpdesk.models import JenisGangguan, MejaLayanan, Tiket
from helpdesk.penerimaan import DataTiket
from tests import factories
from tests.factories import SENIN

BuatTiket = Callable[..., Tiket]
Klasifikasikan = Callable[..., Tiket]


@pytest.fixture
def meja(kebijakan: None) -> dict[str, MejaLayanan]:
    """Three desks: `lkpp`, `mamuju`, `bontang`; the kinds of incident are loaded as well."""
    dspd = Unit.objects.create(kode="DSPD", nama="Direktorat Sistem Pengadaan Digital")
    reference.load_meja()
    reference.load_jenis_gangguan()
    found = {"lkpp": MejaLayanan.objects.get(unit=dspd)}
    for nama, kode in (("mamuju", "LPSE-76.02"), ("bontang", "LPSE-64.74")):
        unit = Unit.objects.create(kode=kode, nama=f"LPSE {nama.title()}", jenis=Unit.Jenis.LPSE)
        found[nama] = MejaLayanan.objects.create(
            unit=unit,
            jenis="lpse",
            bentuk="system_provider",
            kalender_id="wita",
            surel=f"helpdesk@{nama}.example",
        )
    return found


@pytest.fixture
def petugas(meja: dict[str, MejaLayanan]) -> dict[str, User]:
    """Of LKPP `helpdesk`, `helpdesk_2`, `pimpinan`, `admin`; of LPSEs `mamuju`, `mamuju_2`, `kepala`, `bontang`."""
    siapa = {
        "helpdesk": (Peran.PETUGAS_HELPDESK, meja["lkpp"]),
        "helpdesk_2": (Peran.PETUGAS_HELPDESK, meja["lkpp"]),
        "mamuju": (Peran.PETUGAS_LPSE, meja["mamuju"]),
        "mamuju_2": (Peran.PETUGAS_LPSE, meja["mamuju"]),
        "kepala": (Peran.KEPALA_LPSE, meja["mamuju"]),
        "bontang": (Peran.PETUGAS_LPSE, meja["bontang"]),
        "pimpinan": (Peran.PIMPINAN, None),
        "admin": (Peran.ADMIN_SISTEM, None),
        "pelapor": (Peran.PENGADU, None),
    }
    return {
        nama: factories.UserFactory(peran=peran, unit=m.unit if m else None, nama=f"Orang {nama}")
        for nama, (peran, m) in siapa.items()
    }


@pytest.fixture
def pelaku(petugas: dict[str, User]) -> Callable[[str], Actor]:
    """The actor behind one of them."""
    return lambda nama: Actor.of(petugas[nama])


@pytest.fixture
def buat(meja: dict[str, MejaLayanan], petugas: dict[str, User]) -> BuatTiket:
    """Report something; `oleh` names who does, by default the reporter through the web at Mamuju's desk."""

    def lapor(*, di: str = "mamuju", oleh: str = "pelapor", now: datetime = SENIN, **data: Any) -> Tiket:
        token = data.pop("token", None)
        isi = {
            "kanal": "web" if oleh == "pelapor" else "telepon",
            "jenis": "gangguan",
            "pengguna": "penyedia",
            "nama": "Andi Contoh",
            "alamat": "Jl. Contoh 1, Mamuju",
            "telepon": "0812 0000 1111",
            "surel": "andi@penyedia.example",
            "judul": "Tidak bisa login SPSE",
            "uraian": "Sejak pagi tidak bisa masuk ke SPSE.",
            "meja": meja[di],
        } | data
        return flow.catat(data=DataTiket(**isi), token=token, by=Actor.of(petugas[oleh]), now=now)

    return lapor


@pytest.fixture
def klasifikasikan(petugas: dict[str, User]) -> Klasifikasikan:
    """Give a ticket the priority of a kind of the catalogue, by an officer of Mamuju."""

    def beri(
        tiket: Tiket, kode: str = "lupa_sandi", *, oleh: str = "mamuju", now: datetime = SENIN, **lain: Any
    ) -> Tiket:
        jenis = JenisGangguan.objects.get(kode=kode)
        isi = {"tahapan": jenis.tahapan, "r": jenis.r, "k": jenis.k, "jenis_gangguan": jenis} | lain
        flow.klasifikasi(tiket=tiket, by=Actor.of(petugas[oleh]), now=now, **isi)
        return tiket

    return beri
