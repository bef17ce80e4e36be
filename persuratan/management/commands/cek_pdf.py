"""`manage.py cek_pdf FILE... [--json]`: is each PDF what was signed? The same verdict as on the public page."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import timezone

from persuratan import kepercayaan
from persuratan.keaslian import periksa
from persuratan.keaslian.bentuk import Baris, Kepercayaan, Kode, Putusan, TandaTangan


class Command(BaseCommand):
    """Judge files of the file system."""

    help = "Periksa keaslian PDF bertanda tangan. Dengan --json: satu objek JSON sebaris untuk tiap berkas."
    requires_system_checks: list[str] = []  # it works without a database

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Files, and how to tell."""
        parser.add_argument("berkas", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge one after the other."""
        percaya = self._kepercayaan()
        jumlah = len(options["berkas"])
        try:
            for urut, nama in enumerate(options["berkas"], 1):
                putusan = _periksa(Path(nama), percaya)
                if jumlah > 1:
                    self.stderr.write(f"[{urut}/{jumlah}] {putusan.warna.value} {nama}")
                teks = (
                    json.dumps(_isi(nama, putusan), ensure_ascii=False) if options["json"] else _terbaca(nama, putusan)
                )
                self.stdout.write(teks)
                self.stdout.flush()
        finally:
            periksa.PEMERIKSA.stop()

    def _kepercayaan(self) -> Kepercayaan:
        try:
            percaya = kepercayaan.daftar()
        except DatabaseError:
            self.stderr.write("Basis data tidak terjangkau: diperiksa tanpa daftar sertifikat tepercaya.")
            return Kepercayaan()
        if not percaya.akar:
            self.stderr.write("Daftar sertifikat tepercaya masih kosong: rantai kepercayaan tidak dinilai.")
        return percaya


def _periksa(jalur: Path, percaya: Kepercayaan) -> Putusan:
    try:
        with jalur.open("rb") as source:
            return periksa.periksa(source, kepercayaan=percaya, now=timezone.now())
    except OSError:
        return periksa.tidak_diperiksa(Kode.TAK_TERBACA)


def _isi(nama: str, putusan: Putusan) -> dict[str, Any]:
    return {
        "berkas": nama,
        "warna": putusan.warna.value,
        "ringkasan": putusan.ringkasan.value,
        "alasan": putusan.alasan,
        "kalimat": putusan.kalimat,
        "baris": [_baris(satu) for satu in putusan.baris],
        "tanda_tangan": [_tanda(satu) for satu in putusan.tanda_tangan],
        "detik": putusan.detik,
        "memori_mb": round(putusan.memori_kib / 1024, 1),
    }


def _baris(satu: Baris) -> dict[str, str]:
    return {"nama": satu.nama, "warna": satu.warna.value, "kode": satu.kode, "kalimat": satu.kalimat}


def _tanda(satu: TandaTangan) -> dict[str, Any]:
    return {
        "nama": satu.nama,
        "penerbit": satu.penerbit,
        "pada": satu.pada.isoformat() if satu.pada else None,
        "terjamin": satu.terjamin,
        "stempel_waktu": satu.stempel_waktu,
        "baris": [_baris(baris) for baris in satu.baris],
    }


def _terbaca(nama: str, putusan: Putusan) -> str:
    kata = [f"{nama}: {putusan.ringkasan.value.upper()} (berkas {putusan.warna.value})", f"  {putusan.kalimat}"]
    kata += [f"  {baris.nama:<10} {baris.warna.value:<6} {baris.kalimat}" for baris in putusan.baris]
    for satu in putusan.tanda_tangan:
        waktu = satu.pada.isoformat(timespec="minutes") if satu.pada else "-"
        kata.append(f"  ditandatangani {satu.nama or '-'} (penerbit {satu.penerbit or '-'}), {waktu}")
    return "\n".join([*kata, f"  {putusan.detik:.2f} detik, {putusan.memori_kib / 1024:.0f} MB"])
