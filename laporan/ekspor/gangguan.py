"""When services are not to be had: announced, written down, and how much of their budget that has used up."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from helpdesk.anggaran import Anggaran
from helpdesk.models import GangguanLayanan, Pengumuman
from helpdesk.permissions_layanan import PEMBACA_ANGGARAN, PENCATAT, PENGUMUM
from helpdesk.pilihan_layanan import KeadaanPengumuman
from helpdesk.views.anggaran import anggaran_terbaca, tanda_anggaran
from helpdesk.views.pengumuman import meja_sendiri
from laporan.ekspor import samar
from laporan.ekspor.bentuk import Ekspor, Isi, IsiDaftar, IsiKueri, Kolom, hari, menit, ya

KEADAAN = dict(KeadaanPengumuman.choices)
SUMBER_PENGUMUMAN = ("judul", "meja__unit__nama", "mulai", "selesai", "keadaan", "terbit_pada")
SUMBER_GANGGUAN = ("layanan__nama", "meja__unit__nama", "mulai", "selesai", "terencana", "catatan")


def _dalam_menit(lama: timedelta) -> int:
    """A number that can be added up; negative where a budget was exceeded."""
    return round(lama.total_seconds() / 60)


def _lamanya(r: Any) -> int | None:
    return _dalam_menit(r.selesai - r.mulai) if r.selesai else None


def _buka_pengumuman(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    rows = Pengumuman.objects.filter(meja=meja_sendiri(actor))
    return IsiKueri([rows], SUMBER_PENGUMUMAN, {}, samar.kontak("judul"))


PENGUMUMAN = Ekspor(
    kode="pengumuman",
    judul=_("Pengumuman pemeliharaan"),
    peran=PENGUMUM,
    asal="helpdesk:pengumuman_kelola",
    kolom=(
        Kolom(_("Pengumuman"), lambda r: r.judul),
        Kolom(_("Meja"), lambda r: r.meja_unit_nama),
        Kolom(_("Mulai (WIB)"), lambda r: menit(r.mulai)),
        Kolom(_("Selesai (WIB)"), lambda r: menit(r.selesai)),
        Kolom(_("Lamanya (menit)"), _lamanya),
        Kolom(_("Keadaan"), lambda r: r.keadaan, KEADAAN),
        Kolom(_("Terbit"), lambda r: hari(r.terbit_pada)),
    ),
    buka=_buka_pengumuman,
)
"""Of one's own desk, drafts included."""


def _buka_gangguan(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiKueri([GangguanLayanan.objects.all()], SUMBER_GANGGUAN, {}, samar.kontak("catatan"))


GANGGUAN = Ekspor(
    kode="gangguan",
    judul=_("Gangguan layanan"),
    peran=PENCATAT,
    asal="helpdesk:gangguan",
    kolom=(
        Kolom(_("Layanan"), lambda r: r.layanan_nama),
        Kolom(_("LPSE"), lambda r: r.meja_unit_nama),
        Kolom(_("Mulai (WIB)"), lambda r: menit(r.mulai)),
        Kolom(_("Selesai (WIB)"), lambda r: menit(r.selesai)),
        Kolom(_("Lamanya (menit)"), _lamanya),
        Kolom(_("Terencana"), lambda r: ya(r.terencana)),
        Kolom(_("Catatan"), lambda r: r.catatan),
    ),
    buka=_buka_gangguan,
)


def _buka_anggaran(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    tahun, rows = anggaran_terbaca(data, by=actor, now=now)
    return IsiDaftar(rows, {str(_("Tahun")): str(tahun)})


def _keadaan(a: Anggaran) -> str:
    return tanda_anggaran(a)["kata"]


ANGGARAN = Ekspor(
    kode="masa-galat",
    judul=_("Masa galat"),
    peran=PEMBACA_ANGGARAN,
    asal="helpdesk:anggaran",
    catatan=_("Lamanya dalam menit. Sisa di bawah nol: batasnya terlampaui."),
    kolom=(
        Kolom(_("Layanan"), lambda a: a.layanan.sebutan),
        Kolom(_("LPSE"), lambda a: a.meja.nama if a.meja else ""),
        Kolom(_("Keadaan"), _keadaan),
        Kolom(_("Kali terganggu"), lambda a: a.terpakai.kali),
        Kolom(_("Terpakai (menit)"), lambda a: _dalam_menit(a.terpakai.galat)),
        Kolom(_("Terpakai (%)"), lambda a: a.persen),
        Kolom(_("Sisa (menit)"), lambda a: _dalam_menit(a.sisa)),
        Kolom(_("Batas setahun (menit)"), lambda a: _dalam_menit(a.pagu)),
        Kolom(_("Pemeliharaan terencana (menit)"), lambda a: _dalam_menit(a.terpakai.terencana)),
    ),
    buka=_buka_anggaran,
)
"""Of the year that is chosen; an LPSE reads its own."""
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (PENGUMUMAN, GANGGUAN, ANGGARAN)}
