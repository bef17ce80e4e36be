"""What Cek keaslian tells of a Tanda Lulus Verifikasi: who passed where and since when, or that it holds no longer."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from akun.actor import SYSTEM, Actor
from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.status_verifikasi import TERBIT, Status
from helpdesk.tanda_lulus import npwp_terbaca
from persuratan.dokumen_lain import Dokumen
from persuratan.keterangan import Kabar

TIPE = Verifikasi._meta.label_lower
AWALAN = "VRF"


def dari_tiket(nomor: str) -> Dokumen | None:
    """The pass whose receipt is open; also that there is none yet, or none any more."""
    if not nomor.startswith(AWALAN):
        return None
    rows = Verifikasi.objects.visible_to(Actor.pengadu(nomor)).select_related("meja__unit", "lulus_oleh")
    return next((_dokumen(satu) for satu in rows), None)


def persis(sha256: str) -> Dokumen | None:
    """The pass whose file is exactly this one: whoever uploads it holds its token."""
    rows = Verifikasi.objects.visible_to(SYSTEM).filter(sha256=sha256, status__in=TERBIT)
    return next((_dokumen(satu) for satu in rows.select_related("meja__unit", "lulus_oleh")), None)


def _dokumen(verifikasi: Verifikasi) -> Dokumen:
    terbit = verifikasi.status in TERBIT
    return Dokumen(
        jenis=_("Tanda Lulus Verifikasi"),
        nomor=verifikasi.nomor,
        kabar=_kabar(verifikasi),
        butir=[{"nama": nama, "nilai": nilai} for nama, nilai in _butir(verifikasi) if nilai] if terbit else [],
        berlaku=verifikasi.status == Status.LULUS,
    )


def _kabar(verifikasi: Verifikasi) -> Kabar:
    """The headline."""
    lpse = {"lpse": verifikasi.meja.unit.nama}
    if verifikasi.status == Status.LULUS:
        judul = _("Tanda lulus verifikasi ini benar dan berlaku")
        isi = _("Diterbitkan %(lpse)s. Cocokkan isi di bawah ini dengan lembar yang Anda pegang.") % lpse
        return Kabar("baik", "cek-bulat", judul, isi)
    if verifikasi.status == Status.DICABUT and verifikasi.dicabut_pada:
        judul = _("Tanda lulus verifikasi ini sudah dicabut dan tidak berlaku lagi")
        isi = _("%(lpse)s menerbitkannya, lalu mencabutnya pada %(pada)s. Alasannya: %(alasan)s") % {
            **lpse,
            "pada": tanggal_jam(verifikasi.dicabut_pada),
            "alasan": verifikasi.alasan,
        }
        return Kabar("telat", "batal", judul, isi)
    judul = _("Tidak ada tanda lulus verifikasi untuk tiket ini")
    isi = _("Penyedianya terdaftar di %(lpse)s, tetapi belum lulus verifikasi. Lembar apa pun dengan nomor ini palsu.")
    return Kabar("awas", "awas", judul, isi % lpse)


def _butir(verifikasi: Verifikasi) -> Iterator[tuple[str, str]]:
    yield _("Nomor tanda lulus"), verifikasi.nomor_lulus
    yield _("Diterbitkan oleh"), verifikasi.meja.unit.nama
    yield _("Penyedia"), verifikasi.nama
    yield _("Bentuk usaha"), str(verifikasi.get_bentuk_display())
    yield _("NPWP"), npwp_terbaca(verifikasi.npwp)
    yield _("Pimpinan"), verifikasi.pimpinan
    if verifikasi.tanggal_lulus:
        yield _("Berlaku sejak"), tanggal_polos(verifikasi.tanggal_lulus)
    if verifikasi.dicabut_pada:
        yield _("Dicabut"), tanggal_jam(verifikasi.dicabut_pada)
