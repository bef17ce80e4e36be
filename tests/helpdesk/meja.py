"""Desks to test with: LKPP's and those of two LPSEs, their people, and tickets that lived up to a status."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from akun.actor import SYSTEM, Actor, Peran
from akun.models import Unit, User
from helpdesk import flow, flow_eskalasi, flow_kelompok
from helpdesk.flow import DataTiket
from helpdesk.models import JenisGangguan, MejaLayanan, Regu, Tiket
from helpdesk.pilihan import JenisMeja
from helpdesk.reference import load_jenis_gangguan
from helpdesk.status import Status
from tests import factories
from tests.factories import SENIN

S = Status
KATA = "Penjelasan yang cukup panjang untuk dibaca."
LANJUT = SENIN + timedelta(hours=1)


class Bangsal:
    """The desks and people of a test."""

    def __init__(self, orang: dict[str, User]) -> None:
        self.orang = orang
        load_jenis_gangguan()
        self.lkpp = self._meja("DSPD", "Direktorat Sistem Pengadaan Digital", JenisMeja.LKPP)
        self.mamuju = self._meja("LPSE-76.02", "LPSE Kabupaten Mamuju", JenisMeja.LPSE)
        self.bontang = self._meja("LPSE-64.74", "LPSE Kota Bontang", JenisMeja.LPSE)
        tempat = {
            "petugas_helpdesk": (Peran.PETUGAS_HELPDESK, self.lkpp),
            "petugas_helpdesk_2": (Peran.PETUGAS_HELPDESK, self.lkpp),
            "petugas_lpse": (Peran.PETUGAS_LPSE, self.mamuju),
            "petugas_lpse_2": (Peran.PETUGAS_LPSE, self.mamuju),
            "kepala_lpse": (Peran.KEPALA_LPSE, self.mamuju),
            "lpse_lain": (Peran.PETUGAS_LPSE, self.bontang),
            "kepala_lain": (Peran.KEPALA_LPSE, self.bontang),
        }
        for nama, (peran, meja) in tempat.items():
            orang.setdefault(nama, factories.UserFactory(peran=peran, nama=f"Ibu {nama}"))
            User.objects.filter(pk=orang[nama].pk).update(unit=meja.unit)
            orang[nama].refresh_from_db()
        for meja, anggota in ((self.mamuju, "petugas_lpse_2"), (self.lkpp, "petugas_helpdesk_2")):
            regu = Regu.objects.create(meja=meja, kode="teknis", nama=f"Regu teknis {meja.unit.kode}")
            regu.anggota.add(orang[anggota])

    @staticmethod
    def _meja(kode: str, nama: str, jenis: str) -> MejaLayanan:
        unit_jenis = Unit.Jenis.LKPP if jenis == JenisMeja.LKPP else Unit.Jenis.LPSE
        unit, _ = Unit.objects.get_or_create(kode=kode, defaults={"nama": nama, "jenis": unit_jenis})
        return MejaLayanan.objects.create(unit=unit, jenis=jenis)

    def actor(self, nama: str) -> Actor:
        """Somebody."""
        return Actor.of(self.orang[nama])

    def catat(
        self, meja: MejaLayanan | None = None, *, now: datetime = SENIN, by: Actor = SYSTEM, **ganti: Any
    ) -> Tiket:
        """A report comes in by the web; change what matters."""
        isi: dict[str, Any] = {
            "kanal": "web",
            "jenis": "gangguan",
            "pengguna": "panitia",
            "nama": "Yohana Kenari",
            "alamat": "Jalan Nuri 7, Mamuju",
            "telepon": "0812-7777-0042",
            "surel": "yohana.kenari@pelapor.example",
            "judul": "Panitia salah mengisi jadwal tender",
            "uraian": "Jadwal pembukaan penawaran keliru dan tidak dapat diubah.",
            "meja": meja or self.mamuju,
        }
        tiket = flow.catat(data=DataTiket(**(isi | ganti)), by=by, now=now)
        return Tiket.objects.get(pk=tiket.pk)

    def klasifikasi(self, tiket: Tiket, nama: str = "petugas_lpse", kode: str = "") -> None:
        """By the catalogue's first kind, or another."""
        jenis = JenisGangguan.objects.get(kode=kode) if kode else JenisGangguan.objects.order_by("urut").first()
        assert jenis is not None
        isi = {"jenis_gangguan": jenis, "tahapan": jenis.tahapan, "r": jenis.r, "k": jenis.k}
        flow.klasifikasi(tiket=tiket, by=self.actor(nama), now=LANJUT, **isi)

    def pegang(self, tiket: Tiket, nama: str) -> None:
        """Put it into somebody's hands, whoever the portal chose."""
        Tiket.objects.filter(pk=tiket.pk).update(pemegang=self.orang[nama])
        tiket.pemegang_id = self.orang[nama].pk

    def bawa_ke(self, status: str, meja: MejaLayanan | None = None, **ganti: Any) -> Tiket:
        """A ticket of an LPSE (or LKPP) that has lived up to `status`."""
        t = self.catat(meja, **ganti)
        nama = "petugas_helpdesk" if t.meja.is_lkpp else "lpse_lain" if t.meja == self.bontang else "petugas_lpse"
        self.pegang(t, nama)
        by = self.actor(nama)
        siapa: dict[str, Any] = {"tiket": t, "by": by, "now": LANJUT}
        if status == S.DIJAWAB_FAQ:
            flow.jawab_faq(kode="FAQ-1", isi=KATA, **siapa)
        elif status != S.TERCATAT:
            if t.perlu_klasifikasi:
                self.klasifikasi(t, nama)
            if status != S.KLASIFIKASI:
                flow.ambil(**siapa)
                self._sesudah(status, t, siapa)
        t = Tiket.objects.get(pk=t.pk)
        assert t.status == status, f"{t.status} != {status}"
        return t

    def _sesudah(self, status: str, t: Tiket, siapa: dict[str, Any]) -> None:
        """From being handled onwards."""
        regu = Regu.objects.filter(meja=t.meja).first()
        jalan: dict[str, list[Any]] = {
            S.PENANGANAN: [],
            S.MENUNGGU_PENGGUNA: [lambda: flow.tanya(isi=KATA, **siapa)],
            S.ESKALASI_FUNGSIONAL: [lambda: flow_eskalasi.eskalasi_fungsional(regu=regu, alasan=KATA, **siapa)],
            S.ESKALASI_STRUKTURAL: [lambda: flow_eskalasi.eskalasi_struktural(alasan=KATA, **siapa)],
            S.ESKALASI_LKPP: [lambda: flow_eskalasi.eskalasi_lkpp(lingkup="bug", alasan=KATA, **siapa)],
            S.SOLUSI_SEMENTARA: [lambda: flow.solusi_sementara(isi=KATA, **siapa)],
            S.PENYELESAIAN: [lambda: flow.selesaikan(isi=KATA, **siapa)],
            S.DIBATALKAN: [lambda: flow.batalkan(alasan=KATA, **siapa)],
            S.DUPLIKAT: [lambda: flow_kelompok.gabung(utama=self.catat(t.meja), **siapa)],
        }
        jalan[S.DIKONFIRMASI] = [*jalan[S.PENYELESAIAN], lambda: flow.konfirmasi(selesai=True, **siapa)]
        jalan[S.DITUTUP] = [*jalan[S.DIKONFIRMASI], lambda: flow.tutup(**siapa)]
        for langkah in jalan[status]:
            langkah()


@pytest.fixture
def bangsal(orang: dict[str, User], kebijakan: None) -> Bangsal:
    """Desks, people, policies and the catalogue of incidents."""
    return Bangsal(orang)
