"""Letters in and out as their desks list them, and the register of numbers: what stands on the envelope, and nothing
that somebody wrote.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor, Peran
from laporan.ekspor.bentuk import Ekspor, Isi, IsiKueri, Kolom, hari
from persuratan import meja_tu, pilihan, tabel, tabel_keluar, tabel_nomor
from persuratan.permissions import PEMBACA
from persuratan.pilihan import PERORANGAN_SAJA, JenisPengirim
from persuratan.status import Status
from persuratan.status_keluar import Status as StatusKeluar

TANPA_ISI = _("Hanya yang tertulis di luar surat: tanpa nama dan alamat pengirim, perihal, isi, dan tokennya.")
STATUS, KANAL = dict(Status.choices), dict(pilihan.Kanal.choices)
RAHASIA, PENGIRIM = dict(pilihan.Kerahasiaan.choices), dict(JenisPengirim.choices)
STATUS_KELUAR, JENIS_KELUAR = dict(StatusKeluar.choices), dict(pilihan.JenisKeluar.choices)
SIFAT = dict(pilihan.Sifat.choices)
AMPLOP = ("nomor", "nomor_agenda", "penerima__jabatan", "kerahasiaan", "diterima_pada", "status", "jatuh_tempo")
LUAR = ("kanal", "jenis_pengirim", "instansi__nama")


def _terbuka(r: Any) -> bool:
    """More than the envelope may be told: not of a secret letter, nor of one that became a complaint."""
    return r.kerahasiaan not in PERORANGAN_SAJA and r.status != Status.DIJADIKAN_PENGADUAN


def _instansi(r: Any) -> str:
    """The institution for which it was written; who wrote for himself stays unknown."""
    return (r.instansi_nama or "") if _terbuka(r) and r.jenis_pengirim == JenisPengirim.INSTANSI else ""


KOLOM = (
    Kolom(_("Nomor"), lambda r: r.nomor),
    Kolom(_("Nomor agenda"), lambda r: r.nomor_agenda),
    Kolom(_("Diterima"), lambda r: hari(r.diterima_pada)),
    Kolom(_("Ditujukan kepada"), lambda r: r.penerima_jabatan),
    Kolom(_("Kerahasiaan"), lambda r: r.kerahasiaan, RAHASIA),
    Kolom(_("Kanal"), lambda r: r.kanal if _terbuka(r) else "", KANAL),
    Kolom(_("Jenis pengirim"), lambda r: r.jenis_pengirim if _terbuka(r) else "", PENGIRIM),
    Kolom(_("Instansi pengirim"), _instansi),
    Kolom(_("Status"), lambda r: r.status, STATUS),
    Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
)


def _label(form: Any, aktif: Mapping[str, str]) -> dict[str, str]:
    return {str(form.fields[n].label): v for n, v in aktif.items()}


def _buka_tu(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    kotak = meja_tu.Kotak(data, actor=actor, now=now)
    saring = {str(_("Daftar")): str(meja_tu.PANDANG[kotak.pandang][0])} | _label(kotak.form, kotak.aktif)
    return IsiKueri(kotak.bagian(), (*AMPLOP, *LUAR), saring)


def _buka_masuk(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    daftar = tabel.Daftar(data, tabel.Pembaca(actor, now))
    saring = {str(_("Daftar")): str(tabel.MILIK[daftar.milik])} | _label(daftar.form, daftar.aktif)
    return IsiKueri([daftar.rows], (*AMPLOP, *LUAR), saring)


SURAT_TU = Ekspor(
    kode="surat-tu",
    judul=_("Surat masuk di meja TU"),
    peran=frozenset({Peran.PETUGAS_TU}),
    asal="persuratan:tu",
    catatan=TANPA_ISI,
    kolom=KOLOM,
    buka=_buka_tu,
)
SURAT_MASUK = Ekspor(
    kode="surat-masuk",
    judul=_("Surat masuk saya"),
    peran=PEMBACA,
    asal="persuratan:masuk",
    catatan=TANPA_ISI,
    kolom=KOLOM,
    buka=_buka_masuk,
)

SUMBER_KELUAR = (
    "nomor",
    "nomor_surat",
    "tanggal_surat",
    "jenis",
    "unit__nama",
    "sifat",
    "kerahasiaan",
    "penandatangan__jabatan",
    "status",
    "dibuat_pada",
    "jatuh_tempo",
)


def _buka_keluar(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    daftar = tabel_keluar.DaftarKeluar(data, tabel.Pembaca(actor, now))
    saring = {str(_("Daftar")): str(tabel_keluar.MILIK[daftar.milik])} | _label(daftar.form, daftar.aktif)
    return IsiKueri([daftar.rows], SUMBER_KELUAR, saring)


SURAT_KELUAR = Ekspor(
    kode="surat-keluar",
    judul=_("Surat keluar"),
    peran=PEMBACA,
    asal="persuratan:keluar",
    catatan=_("Hanya yang tertulis di luar surat: tanpa tujuan, perihal, isi, dan tokennya."),
    kolom=(
        Kolom(_("Nomor tiket"), lambda r: r.nomor),
        Kolom(_("Nomor surat"), lambda r: r.nomor_surat),
        Kolom(_("Tanggal surat"), lambda r: r.tanggal_surat),
        Kolom(_("Jenis"), lambda r: r.jenis, JENIS_KELUAR),
        Kolom(_("Unit"), lambda r: r.unit_nama),
        Kolom(_("Sifat"), lambda r: r.sifat, SIFAT),
        Kolom(_("Kerahasiaan"), lambda r: r.kerahasiaan, RAHASIA),
        Kolom(_("Penanda tangan"), lambda r: r.penandatangan_jabatan),
        Kolom(_("Status"), lambda r: r.status, STATUS_KELUAR),
        Kolom(_("Dibuat"), lambda r: hari(r.dibuat_pada)),
        Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
    ),
    buka=_buka_keluar,
)

SUMBER_BUKU = ("unit__nama", "tahun", "urut", "surat_id")


def _buka_buku(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    buku = tabel_nomor.BukuNomor(data, now=now)

    def beramplop(rows: Sequence[Any]) -> Sequence[Any]:
        amplop = tabel_nomor.amplop([r.surat_id for r in rows], actor)
        return [(r, amplop.get(r.surat_id)) for r in rows]

    saring = {str(_("Unit")): buku.unit.nama if buku.unit else "", str(_("Tahun")): str(buku.tahun)}
    return IsiKueri([buku.rows], SUMBER_BUKU, saring, beramplop)


BUKU_NOMOR = Ekspor(
    kode="buku-nomor",
    judul=_("Buku nomor"),
    peran=frozenset({Peran.PETUGAS_TU}),
    asal="persuratan:keluar_buku",
    catatan=_("Tanpa tujuan dan perihal surat, dan tanpa penjelasan tentang nomor yang tidak berlaku."),
    kolom=(
        Kolom(_("Unit"), lambda r: r[0].unit_nama),
        Kolom(_("Tahun"), lambda r: r[0].tahun),
        Kolom(_("Urut"), lambda r: r[0].urut),
        Kolom(_("Nomor surat"), lambda r: r[1].nomor_surat if r[1] else ""),
        Kolom(_("Tanggal"), lambda r: r[1].tanggal_surat if r[1] else None),
        Kolom(_("Kerahasiaan"), lambda r: r[1].kerahasiaan if r[1] else "", RAHASIA),
        Kolom(_("Status"), lambda r: r[1].status if r[1] else "", STATUS_KELUAR),
    ),
    buka=_buka_buku,
)
"""The series that is chosen; a number without a letter here has its place in it and nothing else."""
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (SURAT_TU, SURAT_MASUK, SURAT_KELUAR, BUKU_NOMOR)}
