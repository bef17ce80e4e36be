"""An applicant at his browser, without script."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from akun.actor import Actor
from akun.models import Unit, User
from konsultasi import flow_temu, koleksi
from konsultasi.forms.pemohon import stempel
from konsultasi.koleksi import IsiTanyaJawab
from konsultasi.models import SlotTatapMuka, Subjek, TanyaJawab
from tests.berkas import samples

TANYA, JANJI = "/konsultasi/tanya/", "/konsultasi/kunjungan/"


def pdf(nama: str = "kontrak.pdf", isi: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, samples.pdf() if isi is None else isi, "application/pdf")


def ketikan(subjek: Subjek, **data: Any) -> dict[str, Any]:
    """What he types, a moment after the form was opened."""
    return {
        "jenis_pemohon": "instansi",
        "nama": "Siti Rahmawati",
        "instansi": "Pemerintah Kabupaten Boven Digoel",
        "telepon": "0812-0000-1111",
        "subjek": str(subjek.pk),
        "hukum": "tidak",
        "pokok": "Bolehkah waktu diperpanjang karena banjir?",
        "uraian": "Jalan terputus sejak awal bulan; bukti ada.",
        "dibuka": stempel(timezone.now() - timedelta(minutes=1)),
    } | data


def kunjungan(subjek: Subjek, **data: Any) -> dict[str, Any]:
    """The form of a visit, filled in."""
    return ketikan(subjek, surel="siti@pemda.example", identitas="ktp", kunci="satu-formulir", **data)


def buka_slot(unit: Unit, by: Actor, *, kuota: int = 1, jumlah: int = 2) -> list[SlotTatapMuka]:
    """Times of the coming days."""
    now = timezone.now()
    besok = now.replace(hour=3, minute=0, second=0, microsecond=0) + timedelta(days=1)
    mulai = [besok + timedelta(hours=n) for n in range(jumlah)]
    return flow_temu.buka_slot(unit=unit, mulai=mulai, kuota=kuota, by=by, now=now)


def terbitkan(subjek: Subjek, penulis: User, peninjau: User, pertanyaan: str, jawaban: str) -> TanyaJawab:
    """An entry of the collection, written by one and published by another."""
    now, by = timezone.now(), Actor.of(penulis)
    entri = koleksi.tulis(isi=IsiTanyaJawab(subjek, pertanyaan, jawaban), by=by, now=now)
    koleksi.ajukan(entri=entri, by=by, now=now)
    koleksi.terbitkan(entri=entri, by=Actor.of(peninjau), now=now)
    return entri


def nomor_dari(jawaban: Any) -> str:
    """The number in the address to which a sent form leads."""
    return str(jawaban["Location"]).strip("/").split("/")[-1]
