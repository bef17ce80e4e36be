"""`manage.py buat_petugas EMAIL --nama ... --peran ...`: makes the account of an officer or inspector."""

import argparse
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun import flow
from akun.actor import PETUGAS, SYSTEM, Peran
from akun.models import Instansi, Unit, User
from akun.nama_instansi import bandingkan, ejaan


class Command(BaseCommand):
    """The person sets the password by a link; the second factor follows at the first login."""

    help = "Membuat akun petugas LKPP atau APIP, lalu mengirim tautan pembuatan kata sandi."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Who, in which role, for whom; and whether the link is printed instead of mailed."""
        parser.add_argument("email")
        parser.add_argument("--nama", required=True)
        parser.add_argument("--peran", required=True, choices=sorted(PETUGAS))
        parser.add_argument("--instansi", help='wajib bagi APIP, misalnya "Kab. Boven Digoel"')
        parser.add_argument("--unit", help="kode unit LKPP, misalnya DPPH")
        parser.add_argument("--cetak-tautan", action="store_true", help="cetak tautan, jangan kirim surel")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and hand over the link."""
        try:
            user = flow.buat_petugas(
                email=options["email"],
                nama=options["nama"],
                peran=Peran(options["peran"]),
                instansi=self._instansi(options["instansi"]),
                unit=self._unit(options["unit"]),
                by=SYSTEM,
                now=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Akun {user.email} dibuat dengan peran {user.get_peran_display()}.")
        if options["cetak_tautan"] or not self._invite(user):
            self.stdout.write(f"Tautan membuat kata sandi (rahasia, berlaku tiga hari): {flow.tautan_sandi(user)}")

    def _invite(self, user: User) -> bool:
        try:
            flow.undang(user)
        except OSError as error:
            self.stderr.write(f"Surel undangan tidak terkirim ({type(error).__name__}).")
            return False
        self.stdout.write("Surel undangan sudah dikirim.")
        return True

    def _instansi(self, nama: str | None) -> Instansi | None:
        if not nama:
            return None
        for instansi in Instansi.objects.all():
            if bandingkan(nama, instansi.jenis) in ejaan(instansi):
                return instansi
        raise CommandError(f"Instansi {nama!r} tidak dikenal. Jalankan `manage.py muat_acuan`, atau periksa ejaannya.")

    def _unit(self, kode: str | None) -> Unit | None:
        if not kode:
            return None
        unit = Unit.objects.filter(kode__iexact=kode).first()
        if unit is None:
            raise CommandError(
                f"Unit {kode!r} tidak dikenal: {', '.join(Unit.objects.values_list('kode', flat=True))}."
            )
        return unit
