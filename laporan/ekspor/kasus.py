"""Cases as the desk of LKPP lists them, and as an inspectorate does in its inbox."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from akun.actor import APIP, Actor, Peran
from laporan.ekspor import samar
from laporan.ekspor.bentuk import Ekspor, Isi, IsiKueri, Kolom, hari, ya
from pengaduan import pilihan, tabel
from pengaduan.forms_apip import SaringKotak, auditor_dari
from pengaduan.ruang_apip import GILIRAN, PANDANG, SEMUA
from pengaduan.status import Status
from pengaduan.views.apip_kotak import daftar_kotak, pilihan_tahap
from pengaduan.views.apip_lembar import TAHAP
from pengaduan.views.menu import MEJA

SUMBER = (
    "pk",
    "nomor",
    "jalur",
    "status",
    "jatuh_tempo",
    "diajukan_pada",
    "selesai_pada",
    "nama_paket",
    "kode_tender",
    "instansi__nama",
    "instansi_teks",
    "wilayah__nama",
    "kategori",
    "tahun_anggaran",
    "hps",
    "jenis_pelanggaran",
    "pemegang_id",
)
JALUR, STATUS = dict(pilihan.Jalur.choices), dict(Status.choices)
KATEGORI, JENIS = dict(pilihan.KategoriPengadaan.choices), dict(pilihan.JenisPelanggaran.choices)
TAHAP_APIP = {kode: isi[0] for kode, isi in TAHAP.items()}
PUNYA_TENGGAT = frozenset(map(str, GILIRAN))
TANPA_PELAPOR = _(
    "Tanpa nama, alamat, dan nomor pelapor, dan tanpa uraian laporannya. Waktu hanya sampai harinya. Nama paket yang"
    " memuat nama atau nomor pelapor disamarkan."
)


def _instansi(r: Any) -> str:
    return str(r.instansi_nama or r.instansi_teks)


def _buka(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    saringan = tabel.Saringan(data, pembaca=tabel.Pembaca(actor, now))
    pandang = tabel.pandang_terpilih(data, actor.peran)
    nama = next(str(p.nama) for p in tabel.pandangan_untuk(actor.peran) if p.kunci == pandang)
    return IsiKueri(
        [saringan.daftar],
        SUMBER,
        {str(_("Daftar")): nama} | {str(saringan.form.fields[n].label): v for n, v in saringan.aktif.items()},
        samar.pengaduan(("nama_paket", "instansi_teks")),
    )


KASUS = Ekspor(
    kode="kasus",
    judul=_("Kasus pengaduan"),
    peran=frozenset(MEJA),
    asal="pengaduan:meja",
    catatan=TANPA_PELAPOR,
    kolom=(
        Kolom(_("Nomor"), lambda r: r.nomor),
        Kolom(_("Jalur masuk"), lambda r: r.jalur, JALUR),
        Kolom(_("Diterima"), lambda r: hari(r.diajukan_pada)),
        Kolom(_("Tahap"), lambda r: r.status, STATUS),
        Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
        Kolom(_("Selesai"), lambda r: hari(r.selesai_pada)),
        Kolom(_("Nama paket"), lambda r: r.nama_paket),
        Kolom(_("Kode tender"), lambda r: r.kode_tender),
        Kolom(_("Instansi"), _instansi),
        Kolom(_("Wilayah"), lambda r: r.wilayah_nama),
        Kolom(_("Kategori pengadaan"), lambda r: r.kategori, KATEGORI),
        Kolom(_("Tahun anggaran"), lambda r: r.tahun_anggaran),
        Kolom(_("Nilai HPS (Rp)"), lambda r: r.hps),
        Kolom(_("Jenis pelanggaran"), lambda r: r.jenis_pelanggaran, JENIS),
        Kolom(_("Ada pemegang"), lambda r: ya(r.pemegang_id)),
    ),
    buka=_buka,
)
"""The desk of LKPP."""

SUMBER_APIP = (
    "pengaduan_id",
    "pengaduan__nomor",
    "pengaduan__status",
    "pengaduan__jatuh_tempo",
    "pengaduan__nama_paket",
    "pengaduan__instansi__nama",
    "diteruskan_pada",
    "auditor_id",
)


def _batas_apip(r: Any) -> date | None:
    return hari(r.pengaduan_jatuh_tempo) if r.pengaduan_status in PUNYA_TENGGAT else None


def _buka_kotak(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    auditor = [(str(u.pk), u.nama) for u in auditor_dari(actor)] if actor.peran == Peran.ADMIN_APIP else []
    form = SaringKotak(data, tahap=pilihan_tahap(), auditor=auditor)
    dipakai: dict[str, str] = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    pandang = dipakai.pop("pandang", SEMUA)
    rows = daftar_kotak(actor, pandang, dipakai, now) if form.is_valid() else daftar_kotak(actor, SEMUA, {}, now).none()
    saring = {str(_("Daftar")): str(PANDANG[pandang])}
    saring |= {str(form.fields[n].label): _nilai(form.fields[n], v) for n, v in dipakai.items()}
    return IsiKueri([rows], SUMBER_APIP, saring, samar.pengaduan(["pengaduan_nama_paket"], "pengaduan_id"))


def _nilai(bidang: Any, nilai: str) -> str:
    return str(dict(bidang.choices).get(nilai, nilai))


KOTAK_APIP = Ekspor(
    kode="kotak-apip",
    judul=_("Kasus di kotak masuk inspektorat"),
    peran=APIP,
    asal="pengaduan:apip_kotak",
    catatan=TANPA_PELAPOR,
    kolom=(
        Kolom(_("Nomor"), lambda r: r.pengaduan_nomor),
        Kolom(_("Diteruskan LKPP"), lambda r: hari(r.diteruskan_pada)),
        Kolom(_("Tahap"), lambda r: r.pengaduan_status, TAHAP_APIP),
        Kolom(_("Tenggat"), _batas_apip),
        Kolom(_("Nama paket"), lambda r: r.pengaduan_nama_paket),
        Kolom(_("Instansi"), lambda r: r.pengaduan_instansi_nama),
        Kolom(_("Ada auditor"), lambda r: ya(r.auditor_id)),
    ),
    buka=_buka_kotak,
)
"""The inbox of an inspectorate; for an auditor his own cases."""
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (KASUS, KOTAK_APIP)}
