"""What decides when a case is late: the policies in force, and the holidays of a year."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.receipt import WIB
from laporan.ekspor.bentuk import Ekspor, Isi, IsiDaftar, IsiKueri, Kolom, ya
from sla import holidays
from sla.forms import tahun_dari
from sla.models import HariLibur, Kebijakan
from sla.permissions import PEMBACA
from sla.views import kebijakan_berlaku

SATUAN, SEJAK = dict(Kebijakan.Satuan.choices), dict(Kebijakan.Sejak.choices)
JENIS = dict(HariLibur.Jenis.choices)
SUMBER_LIBUR = ("tanggal", "nama", "jenis", "dasar_hukum", "berlaku_untuk__nama", "perkiraan")


def _berikut(r: Any) -> str:
    """The versions to come, each with its day."""
    return ", ".join(f"{v.versi} ({v.berlaku_sejak})" for v in r["berikut"])


def _buka_kebijakan(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiDaftar(kebijakan_berlaku(now.astimezone(WIB).date()), {})


KEBIJAKAN = Ekspor(
    kode="kebijakan",
    judul=_("Kebijakan tenggat yang berlaku sekarang"),
    peran=PEMBACA,
    asal="sla:ringkas",
    catatan=_("Pemberitahuan dalam hari kerja; nol: tidak ada."),
    kolom=(
        Kolom(_("Kode"), lambda r: r["k"].kode),
        Kolom(_("Kebijakan"), lambda r: r["k"].sebutan),
        Kolom(_("Versi"), lambda r: r["k"].versi),
        Kolom(_("Berlaku sejak"), lambda r: r["k"].berlaku_sejak),
        Kolom(_("Versi berikutnya"), _berikut),
        Kolom(_("Batas waktu"), lambda r: r["k"].jumlah),
        Kolom(_("Satuan"), lambda r: r["k"].satuan, SATUAN),
        Kolom(_("Dihitung sejak"), lambda r: r["k"].dihitung_sejak, SEJAK),
        Kolom(_("Dijeda saat"), lambda r: ", ".join(r["jeda"])),
        Kolom(_("Pengingat sebelum"), lambda r: r["k"].pengingat),
        Kolom(_("Ketua tim sesudah"), lambda r: r["k"].eskalasi_2),
        Kolom(_("Direktur sesudah"), lambda r: r["k"].eskalasi_3),
        Kolom(_("Dasar hukum"), lambda r: r["k"].dasar_hukum),
        Kolom(_("Kebijakan internal"), lambda r: ya(r["k"].kebijakan_internal)),
        Kolom(_("Tenggat berjalan"), lambda r: r["berjalan"]),
    ),
    buka=_buka_kebijakan,
)


def _buka_libur(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    tahun = tahun_dari(data.get("tahun", ""), now.astimezone(WIB).date())
    return IsiKueri([holidays.of_year(tahun)], SUMBER_LIBUR, {str(_("Tahun")): str(tahun)})


LIBUR = Ekspor(
    kode="libur",
    judul=_("Hari libur"),
    peran=PEMBACA,
    asal="sla:libur",
    kolom=(
        Kolom(_("Tanggal"), lambda r: r.tanggal),
        Kolom(_("Nama"), lambda r: r.nama),
        Kolom(_("Jenis"), lambda r: r.jenis, JENIS),
        Kolom(_("Dasar hukum"), lambda r: r.dasar_hukum),
        Kolom(_("Berlaku untuk"), lambda r: r.berlaku_untuk_nama, {None: _("Semua kantor")}),
        Kolom(_("Perkiraan"), lambda r: ya(r.perkiraan)),
    ),
    buka=_buka_libur,
)
"""Of the year that is chosen."""
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (KEBIJAKAN, LIBUR)}
