"""What desks of the helpdesk list besides tickets: problems, verifications of providers, questions that wait for an
answer, tenders that run; and the desks themselves.
"""

from collections.abc import Mapping
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import LPSE, Actor
from helpdesk import tabel_verifikasi
from helpdesk.models import Masalah
from helpdesk.permissions import PENGELOLA
from helpdesk.permissions_faq import PENULIS
from helpdesk.pilihan import TAHAPAN, BentukLpse, StatusMasalah
from helpdesk.pilihan_verifikasi import Bentuk
from helpdesk.status_verifikasi import Status
from helpdesk.views import organisasi, tender
from helpdesk.views.catat import pertanyaan_menunggu
from helpdesk.views.lembar import PEMBACA
from helpdesk.views.pengumuman import meja_sendiri
from laporan.ekspor import samar
from laporan.ekspor.bentuk import Ekspor, Isi, IsiDaftar, IsiKueri, Kolom, hari, menit, ya
from laporan.ekspor.layanan import KANAL, TANPA_PELAPOR

KEADAAN, STATUS, BENTUK = dict(StatusMasalah.choices), dict(Status.choices), dict(Bentuk.choices)
BENTUK_LPSE = dict(BentukLpse.choices)
SUMBER_MASALAH = ("pk", "judul", "meja__unit__nama", "keadaan", "dibuat_pada", "selesai_pada")
SUMBER_VERIFIKASI = (
    "nomor",
    "meja__unit__nama",
    "bentuk",
    "status",
    "putaran",
    "didaftarkan_pada",
    "jatuh_tempo",
    "tanggal_lulus",
    "dicabut_pada",
)


def _buka_masalah(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiKueri([Masalah.objects.visible_to(actor).order_by("-pk")], SUMBER_MASALAH, {}, samar.kontak("judul"))


MASALAH = Ekspor(
    kode="masalah",
    judul=_("Masalah helpdesk"),
    peran=PEMBACA,
    asal="helpdesk:masalah_daftar",
    kolom=(
        Kolom(_("Nomor"), lambda r: r.pk),
        Kolom(_("Masalah"), lambda r: r.judul),
        Kolom(_("Meja"), lambda r: r.meja_unit_nama),
        Kolom(_("Keadaan"), lambda r: r.keadaan, KEADAAN),
        Kolom(_("Dicatat"), lambda r: hari(r.dibuat_pada)),
        Kolom(_("Selesai"), lambda r: hari(r.selesai_pada)),
    ),
    buka=_buka_masalah,
)


def _buka_verifikasi(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    daftar = tabel_verifikasi.DaftarVerifikasi(data, actor)
    saring = {str(_("Daftar")): str(tabel_verifikasi.MILIK[daftar.milik])}
    saring |= {str(daftar.form.fields[n].label): v for n, v in daftar.aktif.items()}
    return IsiKueri([daftar.rows], SUMBER_VERIFIKASI, saring)


VERIFIKASI = Ekspor(
    kode="verifikasi",
    judul=_("Verifikasi penyedia"),
    peran=LPSE,
    asal="helpdesk:verifikasi",
    catatan=_("Tanpa nama, NPWP, alamat, dan nomor penyedia serta orang-orangnya, dan tanpa tokennya."),
    kolom=(
        Kolom(_("Nomor"), lambda r: r.nomor),
        Kolom(_("Meja"), lambda r: r.meja_unit_nama),
        Kolom(_("Bentuk usaha"), lambda r: r.bentuk, BENTUK),
        Kolom(_("Status"), lambda r: r.status, STATUS),
        Kolom(_("Kali berkas dikembalikan"), lambda r: r.putaran),
        Kolom(_("Didaftarkan"), lambda r: hari(r.didaftarkan_pada)),
        Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
        Kolom(_("Lulus"), lambda r: r.tanggal_lulus),
        Kolom(_("Dicabut"), lambda r: hari(r.dicabut_pada)),
    ),
    buka=_buka_verifikasi,
)

SUMBER_MENUNGGU = ("pk", "nomor", "judul", "kanal", "pending_sejak", "pemegang_id")


def _buka_menunggu(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiKueri([pertanyaan_menunggu(meja_sendiri(actor), by=actor)], SUMBER_MENUNGGU, {}, samar.tiket)


BELUM_TERJAWAB = Ekspor(
    kode="belum-terjawab",
    judul=_("Belum terjawab"),
    peran=frozenset(PENULIS),
    asal="helpdesk:belum_terjawab",
    catatan=TANPA_PELAPOR,
    kolom=(
        Kolom(_("Nomor"), lambda r: r.nomor),
        Kolom(_("Pertanyaan"), lambda r: r.judul),
        Kolom(_("Kanal"), lambda r: r.kanal, KANAL),
        Kolom(_("Menunggu sejak (WIB)"), lambda r: menit(r.pending_sejak)),
        Kolom(_("Ada pemegang"), lambda r: ya(r.pemegang_id)),
    ),
    buka=_buka_menunggu,
)
SUMBER_TENDER = ("kode_tender", "nama", "tahap", "diperbarui_pada")


def _buka_tender(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiKueri([tender.berjalan(meja_sendiri(actor))], SUMBER_TENDER, {}, samar.kontak("nama"))


TENDER = Ekspor(
    kode="tender",
    judul=_("Tender berjalan"),
    peran=frozenset(PENULIS),
    asal="helpdesk:tender",
    kolom=(
        Kolom(_("Kode tender"), lambda r: r.kode_tender),
        Kolom(_("Nama tender"), lambda r: r.nama),
        Kolom(_("Tahap ke-"), lambda r: r.tahap),
        Kolom(_("Tahap"), lambda r: r.tahap, TAHAPAN),
        Kolom(_("Diperbarui"), lambda r: hari(r.diperbarui_pada)),
    ),
    buka=_buka_tender,
)


def _buka_meja(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    q, rows = organisasi.cari(data)
    saring = {str(_("Cari nama LPSE atau alamat kotak surat")): f"“{q}”"} if q else {}
    return IsiDaftar(organisasi.baris(list(rows)), saring)


MEJA_HELPDESK = Ekspor(
    kode="meja-helpdesk",
    judul=_("Meja helpdesk"),
    peran=PENGELOLA,
    asal="helpdesk:organisasi",
    catatan=_("Kantornya saja, tanpa nama orang dan alamat kotak suratnya."),
    kolom=(
        Kolom(_("Meja"), lambda r: r["m"].nama),
        Kolom(_("Kode unit"), lambda r: r["m"].unit.kode),
        Kolom(_("Daerah"), lambda r: r["m"].wilayah.nama if r["m"].wilayah else ""),
        Kolom(_("Bentuk"), lambda r: r["m"].bentuk, BENTUK_LPSE),
        Kolom(_("Kalender"), lambda r: r["m"].kalender.nama),
        Kolom(_("Menerima laporan"), lambda r: ya(r["m"].aktif)),
        Kolom(_("Jumlah orang"), lambda r: r["orang"]),
        Kolom(_("Ada kepala"), lambda r: "" if r["m"].is_lkpp else ya(r["berkepala"])),
    ),
    buka=_buka_meja,
)
"""The head of an LPSE has no list: he goes straight to his own desk."""
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (MASALAH, VERIFIKASI, BELUM_TERJAWAB, TENDER, MEJA_HELPDESK)}
