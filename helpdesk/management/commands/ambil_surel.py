"""`manage.py ambil_surel`: read the mailboxes now; `--gagal` lists mails that could not be processed."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun.receipt import WIB
from helpdesk import flow_surel, kotak_surel
from helpdesk.models import KotakSurel, Surel

TERBANYAK = 100


class Command(BaseCommand):
    """Exit code 1 when a mailbox could not be read."""

    help = "Ambil surel dari kotak surat setiap meja helpdesk."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """--gagal and --ulang, or nothing: read."""
        parser.add_argument("--gagal", action="store_true", help="tampilkan surel yang tidak dapat diproses")
        parser.add_argument("--ulang", metavar="NOMOR", type=int, help="proses sekali lagi satu surel yang gagal")
        parser.add_argument("--keadaan", action="store_true", help="tampilkan keadaan setiap kotak surat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["gagal"]:
            self._gagal()
        elif options["keadaan"]:
            self._keadaan()
        elif options["ulang"] is not None:
            self._ulang(options["ulang"])
        else:
            self._ambil()

    def _ambil(self) -> None:
        if not settings.KOTAK_HELPDESK:
            raise CommandError("Belum ada kotak surat. Isi KOTAK_HELPDESK atau KOTAK_HELPDESK_FILE.")
        galat = False
        for hasil in kotak_surel.sapu(now=timezone.now(), maju=self._maju):
            akhir = f"galat {hasil.galat}" if hasil.galat else "sedang dibaca proses lain" if hasil.sibuk else "selesai"
            self.stdout.write(f"{hasil.kunci}: {hasil.diambil} diambil, {hasil.sisa} belum, {akhir}")
            galat = galat or bool(hasil.galat)
        if galat:
            raise CommandError(
                "Ada kotak surat yang tidak terbaca. Yang belum diambil menyusul pada putaran berikutnya."
            )

    def _maju(self, baris: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{baris}\x1b[K", ending="")
            self.stdout.flush()

    def _gagal(self) -> None:
        ditemukan = Surel.objects.gagal().select_related("meja__unit")
        for surel in ditemukan[:TERBANYAK]:
            pada = surel.diterima_pada.astimezone(WIB)
            subjek = "".join(c for c in surel.subjek if c.isprintable())
            self.stdout.write(f"{surel.pk}  {pada:%Y-%m-%d %H:%M}  {surel.meja.nama}  {surel.alasan}  {subjek}")
        self.stdout.write(f"{ditemukan.count()} surel gagal.")

    def _keadaan(self) -> None:
        for kotak in KotakSurel.objects.order_by("kunci"):
            akhir = f"{kotak.diperiksa_pada.astimezone(WIB):%Y-%m-%d %H:%M}" if kotak.diperiksa_pada else "belum pernah"
            galat = f", {kotak.galat} sejak {kotak.gagal_sejak:%Y-%m-%d %H:%M} UTC" if kotak.gagal_sejak else ""
            self.stdout.write(f"{kotak.kunci}: sampai UID {kotak.uid_terakhir}, diperiksa {akhir}{galat}")

    def _ulang(self, pk: int) -> None:
        surel = Surel.objects.filter(pk=pk).first()
        if surel is None or surel.keadaan != Surel.Keadaan.GAGAL:
            raise CommandError(f"Surel {pk} tidak ada di daftar gagal.")
        if surel.asli_id is None or not surel.pengirim:
            raise CommandError(f"Surel {pk} tidak dapat diulang: pengirimnya atau aslinya tidak ada.")
        hasil = flow_surel.ulangi(surel=surel, now=timezone.now())
        self.stdout.write(f"Surel {pk} menjadi tiket {hasil.tiket.nomor if hasil.tiket else '-'}.")
