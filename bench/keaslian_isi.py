"""What the benchmark of authenticity measures inside: printing, signing, and the letters that are checked.

`python -m bench.inside keaslian_isi seed` as the owner; `... paper TIMES`, `... letters FOLDER COUNT` as the web role.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
from django.core.management import call_command
from django.utils import timezone

from akun import receipt
from akun.models import Pejabat, User
from bench.seed import PERINTAH
from berkas import flow as berkas_flow
from persuratan import naskah
from persuratan.cetak_keluar import alamat_cek
from persuratan.kunci_uji import SANDI, siapkan
from persuratan.models import SuratKeluar
from persuratan.penanda_lokal import PenandaLokal
from persuratan.pilihan import AsalKeluar
from persuratan.signing import Penandatangan
from persuratan.status_keluar import Status
from persuratan.templat import html

UKURAN = 1_000_000
TUBUH = "\n\n".join(["Dengan hormat, bersama ini kami sampaikan penjelasan tentang sanggah. " * 6] * 9)
RATNA = Penandatangan("bench", "Ratna Lesmana", "Direktur Penanganan Permasalahan Hukum")


def seed() -> None:
    """Reference data, people, and the test authority, which the checker trusts."""
    for perintah, pilihan in PERINTAH:
        call_command(perintah, **pilihan)
    call_command("siapkan_tte")


def cetak(nomor: str, token: str, unit: str = "DPPH") -> bytes:
    """A letter of two pages."""
    isi = naskah.Isi(
        nomor_surat=f"{nomor[-4:]}/{unit}/11/2026",
        tempat_tanggal="Jakarta, 21 November 2026",
        sifat="Biasa",
        lampiran="",
        perihal="Penjelasan tentang sanggah",
        tujuan="Kepala Dinas Contoh Jaya",
        tujuan_tempat="Ambon",
        isi_html=html(TUBUH),
        jabatan=RATNA.jabatan,
        nama=RATNA.nama,
        tembusan=("Kepala LKPP", "Arsip"),
        tiket=nomor,
        token=token,
        alamat_cek=alamat_cek(nomor, token),
        jumlah_lampiran=0,
        rahasia=False,
        konsep=False,
    )
    return naskah.cetak(isi)


def penanda() -> Callable[[bytes], bytes]:
    """Signs as the local signer does, with a key made for this run."""
    folder = Path(os.environ["FOLDER_TTE"])
    siapkan(folder, {RATNA.id: RATNA.nama}, now=timezone.now())
    lokal = PenandaLokal(folder)
    return lambda pdf: lokal.sign(pdf, siapa=RATNA, sandi=SANDI, alasan="Uji kecepatan", now=timezone.now())


def paper(kali: int) -> dict[str, list[float]]:
    """Milliseconds to print a letter of two pages and to sign it, in a warm process."""
    bubuhkan, waktu = penanda(), {"cetak": list[float](), "tanda_tangan": list[float]()}
    for n in range(kali + 2):
        mulai = time.perf_counter()
        pdf = cetak(f"SK20261121{n:04}", receipt.new_token())
        tengah = time.perf_counter()
        bubuhkan(pdf)
        akhir = time.perf_counter()
        if n >= 2:
            waktu["cetak"].append((tengah - mulai) * 1000)
            waktu["tanda_tangan"].append((akhir - tengah) * 1000)
    return waktu


def letters(folder: Path, jumlah: int) -> None:
    """Issued letters with their tokens, and as many signed files of 1 MB that are none of ours."""
    bubuhkan, now = penanda(), timezone.now()
    pejabat = Pejabat.objects.select_related("unit").get(jabatan=RATNA.jabatan)
    user = User.objects.get(email="pejabat@demo.example")
    kunci = []
    for _n in range(jumlah):
        nomor, token = receipt.next_number("SK", now=now), receipt.new_token()
        berkas = berkas_flow.buat(isi=bubuhkan(cetak(nomor, token)), nama=f"{nomor}.pdf", now=now)
        surat = SuratKeluar(
            asal=AsalKeluar.PORTAL,
            status=Status.TERBIT,
            status_sejak=now,
            unit=pejabat.unit,
            nomor=nomor,
            nomor_surat=f"{nomor[-4:]}/DPPH/11/2026",
            tanggal_surat=now.date(),
            penandatangan=pejabat,
            ditandatangani_oleh=user,
            nama_penandatangan=RATNA.nama,
            jabatan_penandatangan=RATNA.jabatan,
            ditandatangani_pada=now,
            konseptor=user,
            dibuat_pada=now - timedelta(hours=1),
            berkas=berkas,
            sha256=berkas.sha256,
        )
        surat.tujuan, surat.perihal, surat.isi = "Kepala Dinas Contoh Jaya", "Penjelasan tentang sanggah", TUBUH
        surat.save(force_insert=True)
        receipt.issue(objek=surat, nomor=nomor, token=token)
        kunci.append({"nomor": nomor, "token": token})
    (folder / "surat.json").write_text(json.dumps(kunci))
    for n in range(jumlah):
        (folder / f"asing-{n}.pdf").write_bytes(bubuhkan(besar(n)))


def besar(n: int) -> bytes:
    """A letter of somebody else, of about UKURAN bytes."""
    pdf = cetak(f"XX{n:04}", "-", "Dinas")
    with pikepdf.open(io.BytesIO(pdf)) as dokumen, io.BytesIO() as jadi:
        dokumen.Root.Isi = dokumen.make_stream(os.urandom(max(1, UKURAN - len(pdf))))
        dokumen.save(jadi)
        return jadi.getvalue()


def main(arguments: list[str]) -> int:
    """One part."""
    bagian, *lain = arguments
    hasil: Any = None
    if bagian == "seed":
        seed()
    elif bagian == "paper":
        hasil = paper(int(lain[0]))
    else:
        letters(Path(lain[0]), int(lain[1]))
    if hasil is not None:
        sys.stdout.write(json.dumps(hasil) + "\n")
    return 0
