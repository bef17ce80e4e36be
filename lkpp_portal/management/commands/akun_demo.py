"""`manage.py akun_demo`: one login per role, ready to use, and the two inspectorates that they work for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from akun import demo
from akun.actor import Actor, Peran
from akun.models import Instansi, User
from inspektorat import flow as inspektorat


class Command(BaseCommand):
    """May be repeated; brings the accounts back to what is printed."""

    help = "Membuat akun demo (satu per peran) dan mencetak daftarnya. Tidak untuk produksi."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make accounts, activate inspectorates, print the table."""
        if not demo.boleh():
            raise CommandError("Akun demo tidak dibuat di mode produksi; pakai `manage.py buat_petugas`.")
        if not Instansi.objects.filter(wilayah=demo.BOVEN_DIGOEL).exists():
            raise CommandError("Data acuan belum ada. Jalankan dahulu `manage.py muat_acuan`.")
        users = demo.siapkan()
        admin = next(Actor.of(u) for u in users if u.peran == Peran.ADMIN_SISTEM)
        for user in users:
            if user.instansi is not None:
                self._aktifkan(user.instansi, admin)
        self._print(users)

    def _aktifkan(self, instansi: Instansi, by: Actor) -> None:
        apip = inspektorat.for_instansi(instansi)
        if not apip.aktif:
            inspektorat.aktifkan(inspektorat=apip, by=by, now=timezone.now())

    def _print(self, users: list[User]) -> None:
        baris = [(u.get_peran_display(), u.email, u.nama, str(u.instansi or u.unit or "-")) for u in users]
        baris.insert(0, ("Peran", "E-mail", "Nama (rekaan)", "Lembaga"))
        lebar = [max(len(b[i]) for b in baris) for i in range(4)]
        for n, b in enumerate(baris):
            self.stdout.write("  ".join(kolom.ljust(w) for kolom, w in zip(b, lebar, strict=True)).rstrip())
            if n == 0:
                self.stdout.write("  ".join("-" * w for w in lebar))
        self.stdout.write(f"Kata sandi semua akun: {demo.SANDI}")
        self.stdout.write(f"Aplikasi autentikator (boleh dipasang, sama untuk semua): {demo.KUNCI_TOTP}")
