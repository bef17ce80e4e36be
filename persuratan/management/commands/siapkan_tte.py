"""`manage.py siapkan_tte`: everything that signing needs in a demo, without any authority outside."""

from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from akun import demo
from akun.actor import Actor, Peran
from akun.models import User
from akun.pemangku import PEMANGKU
from persuratan import kepercayaan, kunci_uji, segel
from persuratan.ca_uji import Terbitan
from persuratan.models import SertifikatTepercaya
from persuratan.models.penanda import pengenal


class Command(BaseCommand):
    """May be repeated; keys and trust that are there and good stay as they are."""

    help = "Membuat CA uji, kunci tanda tangan bagi pejabat, dan kunci segel portal. Tidak untuk produksi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Keys for everybody who may hold an office and for the seal; the checker trusts their authority."""
        if not demo.boleh():
            raise CommandError("Sertifikat uji tidak dibuat di mode produksi; pakai TTE=bsre.")
        admin = User.objects.filter(peran=Peran.ADMIN_SISTEM, is_active=True).order_by("pk").first()
        if admin is None:
            raise CommandError("Belum ada admin sistem. Jalankan dahulu `manage.py akun_demo`.")
        orang = User.objects.filter(peran__in=PEMANGKU, is_active=True).order_by("email")
        pemilik = {pengenal(user): user.nama for user in orang} | {segel.KUNCI_UJI: segel.NAMA_UJI}
        perangkat = kunci_uji.siapkan(settings.FOLDER_TTE, pemilik, now=timezone.now())
        self._percayai(perangkat.ca.akar, Actor.of(admin))
        self.stdout.write(f"{len(orang)} pejabat dapat menandatangani. Kata sandi tanda tangan: {kunci_uji.SANDI}")

    def _percayai(self, akar: Terbitan, by: Actor) -> None:
        if SertifikatTepercaya.objects.filter(sha256=akar.sertifikat.fingerprint(SHA256()).hex()).exists():
            return
        kepercayaan.tambah(
            pem=akar.sertifikat.public_bytes(Encoding.PEM).decode(),
            jenis=SertifikatTepercaya.Jenis.AKAR,
            alasan="CA uji dari manage.py siapkan_tte, hanya untuk mencoba",
            by=by,
            now=timezone.now(),
        )
