"""Complaints that are made through the real flow: the ones whose status page is asked for, and drafts to be sent."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from akun.actor import Actor
from akun.models import Instansi, User
from akun.receipt import new_token
from akun.sesi import SessionStore
from berkas import flow as berkas_flow
from pengaduan import draf, flow, percakapan, vault
from pengaduan.forms.langkah import PENGADUAN
from pengaduan.models import DrafPengaduan, Pengaduan
from pengaduan.pilihan import Jalur, JenisPelanggaran, TingkatIdentitas
from pengaduan.views.pengadu_draf import SESI

UKURAN_PDF = 200_000
CERITA = (
    "Pokja mengubah syarat alat berat dua hari sebelum batas penawaran, sehingga hanya satu perusahaan yang lolos. "
    "Adendum diumumkan malam hari dan pertanyaan di masa penjelasan tidak dijawab dalam berita acara. "
) * 4


def pdf(ukuran: int) -> bytes:
    """A harmless PDF of about so many bytes that cannot be compressed further, as a scan is."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.Root.Isi = document.make_stream(os.urandom(max(1, ukuran - 800)))
        document.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Kasus:
    """A complaint with what opens it."""

    nomor: str
    token: str


def berjalan(jumlah: int, *, petugas: User, now: datetime) -> Iterator[Kasus]:
    """Complaints at several places of their life, with threads and files."""
    instansi = list(Instansi.objects.order_by("pk")[:40])
    lampiran, by = pdf(20_000), Actor.of(petugas)
    for n in range(jumlah):
        with transaction.atomic():
            token = new_token()
            p = _ajukan(n, instansi[n % len(instansi)], token, now)
            _hidupkan(p, n, by, lampiran, now)
        yield Kasus(p.nomor, token)


def _ajukan(n: int, instansi: Instansi, token: str, now: datetime) -> Pengaduan:
    data = flow.DataPengaduan(
        nama_paket=f"Pembangunan Puskesmas Rawat Inap Tahap {n}",
        kode_rup=(str(60_000_000 + n),),
        kode_tender="10102858000",
        instansi=instansi,
        kategori="konstruksi",
        tahun_anggaran=now.year,
        wilayah=instansi.wilayah,
        hps=Decimal(8_312_775_000),
        jenis_pelanggaran=JenisPelanggaran.SEKONGKOL,
        uraian=CERITA,
        waktu_kejadian="awal Agustus",
        teradu=(("pokja", ""), ("penyedia", "PT Contoh Jaya")),
    )
    return flow.ajukan(
        data=data,
        tingkat=TingkatIdentitas.RAHASIA,
        identitas=vault.Identitas(nama=f"Pelapor Contoh {n}"),
        jalur=Jalur.EPENGADUAN,
        versi_pemberitahuan="1",
        token=token,
        jumlah_bukti=1,
        now=now,
    )


def _hidupkan(p: Pengaduan, n: int, petugas: Actor, lampiran: bytes, now: datetime) -> None:
    """A quarter is new; the others are being verified with a thread, and a part of them wait for the complainant."""
    if n % 4 == 0:
        return
    pengadu = Actor.pengadu(p.nomor)
    flow.ambil(pengaduan=p, by=petugas, now=now)
    pesan = percakapan.tulis_pelapor(pengaduan=p, isi="Apakah laporan saya sudah dibaca?", by=pengadu, now=now)
    if n % 2:
        berkas = berkas_flow.terima(unggahan=SimpleUploadedFile(f"adendum-{n}.pdf", lampiran), now=now)
        percakapan.lampirkan(p, [(berkas, "")], by=pengadu, pesan=pesan)
    percakapan.tulis_pelapor(pengaduan=p, isi="Sudah, dan sedang kami cocokkan dengan SPSE.", by=petugas, now=now)
    if n % 4 == 2:
        tanya = "Kapan kira-kira adendum diumumkan?"
        flow.minta_lengkapi(pengaduan=p, kurang=["kapan"], pesan=tanya, by=petugas, now=now)


@dataclass(frozen=True)
class Siap:
    """A draft that only lacks its file and the last click, with the session that it belongs to."""

    draf: DrafPengaduan
    sesi: str

    def sulih(self, rekaman: "Siap") -> list[tuple[int | str, int | str]]:
        """What stands in a recording made with another draft, and what to put there for this one."""
        return [
            (rekaman.draf.pk, self.draf.pk),
            (rekaman.draf.kunci_hash, self.draf.kunci_hash),
            (SessionStore.row_key(rekaman.sesi), SessionStore.row_key(self.sesi)),
        ]


def _langkah(now: datetime, instansi: Instansi) -> dict[str, dict[str, str]]:
    """What is typed in each step."""
    return {
        "saluran": {"maksud": PENGADUAN},
        "identitas": {"tingkat": str(TingkatIdentitas.RAHASIA), "nama": "Pelapor Contoh", "surel": "", "telepon": ""},
        "paket": {
            "nama_paket": "Pembangunan Puskesmas Rawat Inap",
            "kode_rup": "56123407; 56123408",
            "kode_tender": "10102858000",
            "instansi": instansi.nama,
            "kategori": "konstruksi",
            "tahun_anggaran": str(now.year),
            "wilayah": instansi.wilayah.nama if instansi.wilayah else "",
            "lokasi": "Kampung Contoh",
            "hps": "8.312.775.000",
        },
        "kejadian": {
            "uraian": CERITA,
            "waktu_kejadian": "awal Agustus, dua hari sebelum batas penawaran",
            "jenis_pelanggaran": str(JenisPelanggaran.SEKONGKOL),
            "teradu-TOTAL_FORMS": "2",
            "teradu-INITIAL_FORMS": "0",
            "teradu-0-peran": "pokja",
            "teradu-0-nama": "Pokja 3",
            "teradu-1-peran": "penyedia",
            "teradu-1-nama": "PT Contoh Jaya",
        },
    }


def draf_siap(jumlah: int, *, now: datetime) -> Iterator[Siap]:
    """Drafts that were filled in step by step."""
    instansi = Instansi.objects.filter(wilayah__jenis="kabupaten").order_by("pk")[0]
    for _n in range(jumlah):
        with transaction.atomic():
            row, kunci = draf.mulai(now=now)
            for nama, data in _langkah(now, instansi).items():
                draf.simpan(draf=row, langkah=nama, data=data, now=now)
            session = SessionStore()
            session[SESI] = kunci
            session.save()
        yield Siap(row, session.session_key)
