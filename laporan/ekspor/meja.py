"""What desks of the helpdesk list besides tickets: problems, and verifications of providers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import LPSE, Actor
from helpdesk import tabel_verifikasi
from helpdesk.models import Masalah
from helpdesk.pilihan import StatusMasalah
from helpdesk.pilihan_verifikasi import Bentuk
from helpdesk.status_verifikasi import Status
from helpdesk.views.lembar import PEMBACA
from laporan.ekspor.bentuk import Ekspor, Isi, IsiKueri, Kolom, hari
from laporan.ekspor.samar import tanpa_kontak

KEADAAN, STATUS, BENTUK = dict(StatusMasalah.choices), dict(Status.choices), dict(Bentuk.choices)
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


def _samarkan(rows: Sequence[Any]) -> Sequence[Any]:
    return [r._replace(judul=tanpa_kontak(r.judul)) for r in rows]


def _buka_masalah(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiKueri([Masalah.objects.visible_to(actor).order_by("-pk")], SUMBER_MASALAH, {}, _samarkan)


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
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (MASALAH, VERIFIKASI)}
