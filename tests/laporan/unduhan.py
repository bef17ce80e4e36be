"""Lists taken along to test with: who takes one, what is in it, and a row for each list that officers fill."""

import csv
import io
from datetime import datetime, timedelta

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.models import User
from helpdesk import faq, flow, gangguan, tender
from helpdesk.faq import IsiFaq
from helpdesk.models import GangguanLayanan, Layanan, MejaLayanan, Pengumuman, Tiket
from helpdesk.models.faq import VersiFaq
from helpdesk.reference_layanan import load_layanan
from konsultasi.models import Subjek, TanyaJawab
from persuratan.models import NomorSurat
from tests import factories
from tests.factories import SENIN, WIB
from tests.helpdesk.meja import Bangsal

KONTAK = "hubungi 0812-7777-0042 atau yohana.kenari@pelapor.example, NIK 9302014203910007"
"""What an officer may have typed into an open field."""


def baru_masuk(user: User) -> Client:
    """A browser of somebody who has just shown again who he is."""
    client = factories.logged_in(user)
    session = client.session
    for cara in session["account_authentication_methods"]:
        cara["reauthenticated"] = True
    session.save()
    return client


def alamat(kode: str, **kueri: str) -> str:
    """Where a list is taken along, with these filters."""
    data = QueryDict(mutable=True)
    data.update(kueri)
    return reverse("laporan:ekspor", args=[kode]) + (f"?{data.urlencode()}" if kueri else "")


def ambil(client: Client, kode: str, bentuk: str = "csv", **kueri: str) -> bytes:
    """The file."""
    jawab = client.post(alamat(kode, **kueri), {"bentuk": bentuk})
    assert jawab.status_code == 200, jawab.content.decode()[:500]
    return jawab.content


def tabel(isi: bytes) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(isi.decode("utf-8-sig"), newline=""), delimiter=";"))


def tulis_faq(bangsal: Bangsal, pertanyaan: str, *, oleh: str, meja: MejaLayanan | None = None) -> VersiFaq:
    """A draft."""
    isi = IsiFaq(pertanyaan=pertanyaan, jawaban="Jawabannya begini.", kategori="akun")
    return faq.tulis(isi, meja=meja, by=bangsal.actor(oleh), now=SENIN)


def umumkan(bangsal: Bangsal, meja: MejaLayanan, judul: str, mulai: datetime = SENIN) -> Pengumuman:
    """A draft of an announcement."""
    waktu = {"mulai": mulai, "selesai": mulai + timedelta(hours=2), "dibuat_pada": SENIN, "diubah_pada": SENIN}
    return Pengumuman.objects.create(meja=meja, judul=judul, dibuat_oleh=bangsal.orang["petugas_helpdesk"], **waktu)


def ganggu(
    bangsal: Bangsal, kode: str, *, mulai: datetime, jam: float | None, meja: MejaLayanan | None = None
) -> GangguanLayanan:
    """An outage of a service; without a length it lasts."""
    isi = {
        "layanan": Layanan.objects.get(kode=kode),
        "meja": meja,
        "mulai": mulai,
        "selesai": mulai + timedelta(hours=jam) if jam is not None else None,
        "terencana": False,
        "catatan": f"Listrik padam, {KONTAK}",
    }
    return gangguan.catat(isi=isi, by=bangsal.actor("petugas_helpdesk"), now=timezone.now())


def tunggu(bangsal: Bangsal, judul: str, *, meja: MejaLayanan | None = None, sejak: datetime = SENIN) -> Tiket:
    """A question to which a desk owes an answer."""
    tiket = bangsal.catat(meja, jenis="pertanyaan", judul=judul)
    oleh = (
        "petugas_helpdesk" if tiket.meja.is_lkpp else "lpse_lain" if tiket.meja == bangsal.bontang else "petugas_lpse"
    )
    flow.tandai_pending(tiket=tiket, by=bangsal.actor(oleh), now=sejak)
    return tiket


def himpun(orang: dict[str, User], pertanyaan: str, status: str) -> TanyaJawab:
    """An entry of the collection."""
    subjek, _ = Subjek.objects.get_or_create(kode="metode", defaults={"nama": "Pemilihan metode"})
    isi = {"pertanyaan": pertanyaan, "jawaban": "Tidak selalu.", "dibuat_pada": SENIN}
    return TanyaJawab.objects.create(subjek=subjek, status=status, ditulis_oleh=orang["petugas_advokasi"], **isi)


def penuhi(bangsal: Bangsal) -> None:
    """A row in each list of the desks; into what they wrote they typed how to reach somebody."""
    load_layanan()
    mamuju, by = bangsal.mamuju, bangsal.actor("petugas_lpse")
    surat = factories.SuratKeluarFactory(unit=bangsal.lkpp.unit)
    NomorSurat.objects.create(
        unit=bangsal.lkpp.unit, tahun=timezone.now().astimezone(WIB).year, urut=1, surat=surat, dialokasikan_pada=SENIN
    )
    tulis_faq(bangsal, f"Lupa sandi, {KONTAK}?", oleh="petugas_lpse", meja=mamuju)
    umumkan(bangsal, mamuju, f"Pindah server, {KONTAK}")
    umumkan(bangsal, bangsal.lkpp, f"Pindah server, {KONTAK}")
    ganggu(bangsal, "11", mulai=timezone.now() - timedelta(hours=2), jam=1)
    for meja, siapa in ((mamuju, by), (bangsal.lkpp, bangsal.actor("petugas_helpdesk"))):
        tender.simpan(meja=meja, kode_tender="101", nama=f"Puskesmas {KONTAK}"[:250], tahap=4, by=siapa, now=SENIN)
    judul = "Panggil Yohana Kenari 0812 7777 0042 yohana.kenari@pelapor.example"
    tunggu(bangsal, judul)
    himpun(bangsal.orang, f"Apakah banjir didenda, {KONTAK}?", "ditinjau")
