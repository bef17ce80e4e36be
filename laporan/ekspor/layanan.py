"""Tickets, consultations and complaints about the service as their desks list them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from helpdesk import pilihan
from helpdesk import tabel as tabel_tiket
from helpdesk.models import MejaLayanan, Tiket
from helpdesk.models.tiket import ANTREAN
from helpdesk.status import Status as StatusTiket
from helpdesk.views.lembar import PEMBACA
from konsultasi import pilihan as pilihan_konsultasi
from konsultasi import tabel as tabel_konsultasi
from konsultasi.models import Keluhan
from konsultasi.permissions import MEJA
from konsultasi.status import Status as StatusKonsultasi
from konsultasi.status_keluhan import StatusKeluhan
from konsultasi.views.keluhan_meja import PENANGAN
from laporan.ekspor import samar
from laporan.ekspor.bentuk import Ekspor, Isi, IsiKueri, Kolom, hari, menit, ya

STATUS_TIKET, KELAS = dict(StatusTiket.choices), dict(pilihan.Kelas.choices)
JENIS, KANAL = dict(pilihan.Jenis.choices), dict(pilihan.Kanal.choices)
PENGGUNA, SOLUSI = dict(pilihan.Pengguna.choices), dict(pilihan.Solusi.choices)
STATUS_KONSULTASI = dict(StatusKonsultasi.choices)
KANAL_KONSULTASI = dict(pilihan_konsultasi.Kanal.choices)
PEMOHON = dict(pilihan_konsultasi.Pemohon.choices)
STATUS_KELUHAN = dict(StatusKeluhan.choices)
TANPA_PELAPOR = _("Tanpa nama, alamat, dan nomor pelapor, dan tanpa uraian tiketnya. Judul yang memuatnya disamarkan.")


def _label(form: Any, aktif: Mapping[str, str]) -> dict[str, str]:
    return {str(form.fields[n].label): v for n, v in aktif.items()}


SUMBER_TIKET = (
    "pk",
    "nomor",
    "meja__unit__nama",
    "kanal",
    "jenis",
    "pengguna",
    "judul",
    "kode_tender",
    "jenis_gangguan__nama",
    "layanan__nama",
    "kelas",
    "status",
    "diterima_pada",
    "jatuh_tempo",
    "selesai_pada",
    "solusi_jenis",
    "regu__nama",
    "pemegang_id",
    "lkpp",
    "pending",
    "dibuka_kembali",
    "nilai",
)


def _buka_tiket(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    daftar = tabel_tiket.Daftar(data, tabel_tiket.Pembaca(actor, now, MejaLayanan.objects.milik(actor)))
    rows = Tiket.objects.none()
    if daftar.form.is_valid():
        for bagian in daftar.bagian():
            rows = rows | bagian
    urut = tabel_tiket.TERBARU if daftar.pandang == "semua" else ANTREAN
    saring = {str(_("Daftar")): str(tabel_tiket.PANDANG[daftar.pandang])} | _label(daftar.form, daftar.aktif)
    return IsiKueri([rows.order_by(*urut)], SUMBER_TIKET, saring, samar.tiket)


TIKET = Ekspor(
    kode="tiket",
    judul=_("Tiket helpdesk"),
    peran=PEMBACA,
    asal="helpdesk:meja",
    catatan=TANPA_PELAPOR,
    kolom=(
        Kolom(_("Nomor"), lambda r: r.nomor),
        Kolom(_("Meja"), lambda r: r.meja_unit_nama),
        Kolom(_("Kanal"), lambda r: r.kanal, KANAL),
        Kolom(_("Jenis tiket"), lambda r: r.jenis, JENIS),
        Kolom(_("Pengguna"), lambda r: r.pengguna, PENGGUNA),
        Kolom(_("Judul"), lambda r: r.judul),
        Kolom(_("Kode tender"), lambda r: r.kode_tender),
        Kolom(_("Jenis gangguan"), lambda r: r.jenis_gangguan_nama),
        Kolom(_("Layanan"), lambda r: r.layanan_nama),
        Kolom(_("Kelas"), lambda r: r.kelas, KELAS),
        Kolom(_("Status"), lambda r: r.status, STATUS_TIKET),
        Kolom(_("Diterima (WIB)"), lambda r: menit(r.diterima_pada)),
        Kolom(_("Tenggat (WIB)"), lambda r: menit(r.jatuh_tempo)),
        Kolom(_("Selesai (WIB)"), lambda r: menit(r.selesai_pada)),
        Kolom(_("Jenis solusi"), lambda r: r.solusi_jenis, SOLUSI),
        Kolom(_("Regu"), lambda r: r.regu_nama),
        Kolom(_("Ada pemegang"), lambda r: ya(r.pemegang_id)),
        Kolom(_("Dieskalasi ke LKPP"), lambda r: ya(r.lkpp)),
        Kolom(_("Belum terjawab"), lambda r: ya(r.pending)),
        Kolom(_("Kali dibuka kembali"), lambda r: r.dibuka_kembali),
        Kolom(_("Nilai dari pelapor"), lambda r: r.nilai),
    ),
    buka=_buka_tiket,
)
"""The queue of the desk where one works."""

SUMBER_KONSULTASI = (
    "nomor",
    "kanal",
    "unit__nama",
    "subjek__nama",
    "hukum",
    "jenis_pemohon",
    "instansi__nama",
    "status",
    "diterima_pada",
    "jatuh_tempo",
    "dijawab_pada",
    "hak_prioritas",
    "petugas_id",
)


def _buka_konsultasi(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    pembaca = tabel_konsultasi.Pembaca.dari(actor, now)
    if not pembaca.unit:
        raise PermissionDenied(str(_("Meja konsultasi untuk petugas advokasi dan Direktur yang membidangi.")))
    daftar = tabel_konsultasi.Daftar(data, pembaca)
    saring = {str(_("Daftar")): str(tabel_konsultasi.PANDANG[daftar.pandang])} | _label(daftar.form, daftar.aktif)
    return IsiKueri([daftar.rows], SUMBER_KONSULTASI, saring)


KONSULTASI = Ekspor(
    kode="konsultasi",
    judul=_("Konsultasi"),
    peran=MEJA,
    asal="konsultasi:meja",
    catatan=_("Tanpa nama, alamat, dan nomor pemohon, dan tanpa pertanyaan serta jawabannya."),
    kolom=(
        Kolom(_("Nomor"), lambda r: r.nomor),
        Kolom(_("Kanal"), lambda r: r.kanal, KANAL_KONSULTASI),
        Kolom(_("Unit"), lambda r: r.unit_nama),
        Kolom(_("Subjek"), lambda r: r.subjek_nama),
        Kolom(_("Masalah hukum"), lambda r: ya(r.hukum)),
        Kolom(_("Jenis pemohon"), lambda r: r.jenis_pemohon, PEMOHON),
        Kolom(_("Instansi"), lambda r: r.instansi_nama),
        Kolom(_("Status"), lambda r: r.status, STATUS_KONSULTASI),
        Kolom(_("Diterima"), lambda r: hari(r.diterima_pada)),
        Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
        Kolom(_("Dijawab"), lambda r: hari(r.dijawab_pada)),
        Kolom(_("Hak kompensasi dipakai"), lambda r: ya(r.hak_prioritas)),
        Kolom(_("Ada petugas"), lambda r: ya(r.petugas_id)),
    ),
    buka=_buka_konsultasi,
)
"""The desk of the directorates that one serves."""

SUMBER_KELUHAN = (
    "konsultasi__unit__nama",
    "konsultasi__subjek__nama",
    "status",
    "diajukan_pada",
    "jatuh_tempo",
    "dijawab_pada",
    "penangan_id",
)


def _buka_keluhan(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    rows = Keluhan.objects.visible_to(actor).exclude(pengadu_id=actor.user_id)
    terbuka = rows.exclude(status=StatusKeluhan.DIJAWAB).order_by("jatuh_tempo", "id")
    dijawab = rows.filter(status=StatusKeluhan.DIJAWAB).order_by("-dijawab_pada", "-id")
    return IsiKueri([terbuka, dijawab], SUMBER_KELUHAN, {})


KELUHAN = Ekspor(
    kode="keluhan",
    judul=_("Keluhan layanan konsultasi"),
    peran=frozenset(PENANGAN),
    asal="konsultasi:keluhan_meja",
    catatan=_("Tanpa siapa yang mengeluh dan tanpa isinya."),
    kolom=(
        Kolom(_("Unit"), lambda r: r.konsultasi_unit_nama),
        Kolom(_("Subjek"), lambda r: r.konsultasi_subjek_nama),
        Kolom(_("Status"), lambda r: r.status, STATUS_KELUHAN),
        Kolom(_("Diajukan"), lambda r: hari(r.diajukan_pada)),
        Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
        Kolom(_("Dijawab"), lambda r: hari(r.dijawab_pada)),
        Kolom(_("Ada penangan"), lambda r: ya(r.penangan_id)),
    ),
    buka=_buka_keluhan,
)
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (TIKET, KONSULTASI, KELUHAN)}
