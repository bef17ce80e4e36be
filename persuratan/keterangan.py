"""What the public may learn of a letter that went out: by its ticket and token, or by a file that claims to be it.

| secrecy | by ticket and token, or the very file | copy to read |
|---|---|---|
| Biasa | number, date, signer, subject, addressee, withdrawn when and why | yes, of letters made here |
| Terbatas | the same | no: its readers are named, and the portal does not know who asks |
| Rahasia, Sangat rahasia | that it exists, number, date, whether withdrawn | no |
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor
from akun.prepared import prepared
from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from berkas import store
from persuratan import halaman_pdf
from persuratan.halaman_pdf import Klaim
from persuratan.models import HalamanSurat, SuratKeluar
from persuratan.pilihan import AsalKeluar, Kerahasiaan

TIPE = SuratKeluar._meta.label_lower
Butir = list[dict[str, str]]


@prepared
def _bertiket(nomor: str) -> QuerySet[SuratKeluar]:
    return SuratKeluar.objects.visible_to(Actor.pengadu(nomor)).select_related("halaman").defer("cari", "isi_segel")


def dari_tiket(nomor: str) -> SuratKeluar | None:
    """The letter whose receipt is open: issued, or withdrawn since."""
    return next(iter(_bertiket(nomor)), None)


def persis(sha256: str) -> SuratKeluar | None:
    """The letter whose signed file is exactly this one."""
    return _terbit().filter(sha256=sha256).first() if sha256 else None


def _terbit() -> QuerySet[SuratKeluar]:
    """Every letter that was ever issued with a file."""
    return SuratKeluar.objects.exclude(sha256="").order_by("pk")


def cocokkan(klaim: Klaim, *, tiket_terbuka: str, untuk: str, now: datetime) -> tuple[SuratKeluar | None, bool]:
    """The letter of ours whose ticket or number stands in a file, and whether its holder has proved to have it.

    Proof is a ticket with its token, in the file or given before in the same browser. `untuk` names the check. A letter
    that is not Biasa is told of to those only who have proved it: numbers can be guessed.
    """
    rows = list(_terbit().filter(Q(nomor__in=klaim.tiket) | Q(nomor_surat__in=klaim.nomor))[:10])
    rows.sort(key=lambda surat: (surat.nomor != tiket_terbuka, surat.nomor not in klaim.tiket, surat.pk))
    for surat in rows:
        if surat.nomor == tiket_terbuka or _bertoken(surat, klaim, untuk, now):
            return surat, True
    return next((surat for surat in rows if surat.kerahasiaan == Kerahasiaan.BIASA), None), False


def _bertoken(surat: SuratKeluar, klaim: Klaim, untuk: str, now: datetime) -> bool:
    """Does the file hold the token of this letter? Counted like every other try."""
    if surat.nomor not in klaim.tiket or not klaim.token:
        return False
    try:
        receipt.open(nomor=surat.nomor or "", token=klaim.token[0], alamat=untuk, now=now)
    except receipt.ReceiptRefused:
        return False
    return True


def boleh_salinan(surat: SuratKeluar) -> bool:
    """May whoever proves to hold a letter read our copy beside it?"""
    return surat.kerahasiaan == Kerahasiaan.BIASA and surat.asal == AsalKeluar.PORTAL and surat.berkas_id is not None


def jumlah_halaman(surat: SuratKeluar) -> int:
    """Pages of our copy, counted the first time; 0 while nobody can tell."""
    ada = getattr(surat, "halaman", None)
    if ada is not None:
        return int(ada.jumlah)
    jumlah = halaman_pdf.jumlah(isi(surat))
    if jumlah:
        HalamanSurat.objects.bulk_create([HalamanSurat(surat=surat, jumlah=jumlah)], ignore_conflicts=True)
    return jumlah


def isi(surat: SuratKeluar) -> store.SealedReader:
    """The signed file of a letter, piece by piece. Raises StoreError."""
    if surat.berkas_id is None:
        raise store.StoreError("Surat ini tidak punya berkas.")
    return store.read(surat.berkas_id)


@dataclass(frozen=True)
class Kabar:
    """A headline: `nada` and `ikon` as the pages draw them, beside the words that say the same."""

    nada: str
    ikon: str
    judul: str
    isi: str


def kabar(surat: SuratKeluar) -> Kabar:
    """Issued, or withdrawn: the first thing to read."""
    if surat.dicabut:
        return Kabar("telat", "batal", _("Surat ini sudah dicabut dan tidak berlaku lagi"), dicabut(surat))
    if surat.rahasia:
        kalimat = _(
            "Surat dengan nomor dan tanggal di bawah ini ada di register kami. "
            "Sifatnya rahasia: isinya tidak kami tampilkan."
        )
    else:
        kalimat = _("Cocokkan isi di bawah ini dengan surat yang Anda pegang. Yang berlaku adalah yang di sini.")
    return Kabar("baik", "cek-bulat", _("Surat ini benar diterbitkan LKPP"), kalimat)


def dicabut(surat: SuratKeluar) -> str:
    """When it was withdrawn; why, unless it is secret."""
    if surat.dicabut_pada is None:
        return ""
    pada = tanggal_jam(surat.dicabut_pada)
    if surat.rahasia or not surat.alasan:
        return _("LKPP memang menerbitkannya, lalu mencabutnya pada %(pada)s.") % {"pada": pada}
    return _("LKPP memang menerbitkannya, lalu mencabutnya pada %(pada)s. Alasannya: %(alasan)s") % {
        "pada": pada,
        "alasan": surat.alasan,
    }


def butir(surat: SuratKeluar, *, penuh: bool = True) -> Butir:
    """What the register says of it, line by line; not `penuh`: what is told to those who only know its number."""
    baris = [(_("Nomor surat"), surat.nomor_surat)]
    if surat.tanggal_surat:
        baris.append((_("Tanggal surat"), tanggal_polos(surat.tanggal_surat)))
    if penuh and not surat.rahasia:
        penanda = "\n".join(filter(None, (surat.nama_penandatangan, surat.jabatan_penandatangan)))
        baris += [(_("Penandatangan"), penanda), (_("Perihal"), surat.perihal), (_("Tujuan"), surat.tujuan)]
    if surat.ditandatangani_pada and penuh:
        baris.append((_("Terbit"), tanggal_jam(surat.ditandatangani_pada)))
    if surat.dicabut_pada:
        baris.append((_("Dicabut"), tanggal_jam(surat.dicabut_pada)))
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris if nilai]
