"""Questions and answers as those who write them keep them: of the helpdesk, and of consultations."""

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from helpdesk.permissions_faq import PENULIS
from helpdesk.pilihan_faq import Kategori, Keadaan
from helpdesk.tabel_faq import PANDANG, DaftarFaq
from konsultasi.models import TanyaJawab
from konsultasi.views import koleksi_kelola
from laporan.ekspor import samar
from laporan.ekspor.bentuk import Ekspor, Isi, IsiKueri, Kolom, hari

KATEGORI, KEADAAN, STATUS = dict(Kategori.choices), dict(Keadaan.choices), dict(TanyaJawab.Status.choices)
SUMBER_FAQ = ("pertanyaan", "kategori", "meja__unit__nama", "nomor", "keadaan", "ditulis_pada", "terbit_pada")
SUMBER_KOLEKSI = ("pertanyaan", "subjek__nama", "status", "versi", "terbit_pada", "terjawab")
TANPA_PENULIS = _("Tanpa jawabannya, dan tanpa nama penulis dan peninjaunya.")


def _buka_faq(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    daftar = DaftarFaq(data, actor)
    saring = {str(_("Daftar")): str(PANDANG[daftar.keadaan])}
    saring |= {str(_("Cari kata")): f"“{daftar.q}”"} if daftar.q else {}
    return IsiKueri([daftar.rows], SUMBER_FAQ, saring, samar.kontak("pertanyaan"))


FAQ = Ekspor(
    kode="tanya-jawab",
    judul=_("Tanya jawab helpdesk"),
    peran=frozenset(PENULIS),
    asal="helpdesk:faq_kelola",
    catatan=TANPA_PENULIS,
    kolom=(
        Kolom(_("Pertanyaan"), lambda r: r.pertanyaan),
        Kolom(_("Kategori"), lambda r: r.kategori, KATEGORI),
        Kolom(_("Untuk"), lambda r: r.meja_unit_nama, {None: _("Semua LPSE")}),
        Kolom(_("Versi"), lambda r: r.nomor),
        Kolom(_("Keadaan"), lambda r: r.keadaan, KEADAAN),
        Kolom(_("Ditulis"), lambda r: hari(r.ditulis_pada)),
        Kolom(_("Terbit"), lambda r: hari(r.terbit_pada)),
    ),
    buka=_buka_faq,
)


def _buka_koleksi(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    status, rows = koleksi_kelola.pilih(data)
    return IsiKueri([rows], SUMBER_KOLEKSI, {str(_("Daftar")): str(STATUS[status])}, samar.kontak("pertanyaan"))


KOLEKSI = Ekspor(
    kode="koleksi",
    judul=_("Koleksi tanya jawab"),
    peran=frozenset(koleksi_kelola.PENULIS),
    asal="konsultasi:meja_koleksi",
    catatan=TANPA_PENULIS,
    kolom=(
        Kolom(_("Pertanyaan"), lambda r: r.pertanyaan),
        Kolom(_("Subjek"), lambda r: r.subjek_nama),
        Kolom(_("Status"), lambda r: r.status, STATUS),
        Kolom(_("Versi"), lambda r: r.versi),
        Kolom(_("Terbit"), lambda r: hari(r.terbit_pada)),
        Kolom(_("Terjawab"), lambda r: r.terjawab),
    ),
    buka=_buka_koleksi,
)
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (FAQ, KOLEKSI)}
