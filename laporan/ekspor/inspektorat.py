"""Inspectorates: the registry, memberships, whom to invite, and how they keep their promises."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from akun.actor import Actor
from akun.models import Instansi
from inspektorat import daftar as registri
from inspektorat.daftar import PUSAT, Keadaan
from inspektorat.models import PEMBACA as PEMBACA_KEANGGOTAAN
from inspektorat.models import Keanggotaan
from inspektorat.status import Status
from inspektorat.views import bergabung_daftar
from inspektorat.views import daftar as halaman
from laporan import daftar_papan, undangan
from laporan.daftar_papan import JUDUL, SaringEfektivitas, SaringPapan
from laporan.ekspor.bentuk import Ekspor, Isi, IsiDaftar, IsiKueri, Kolom, Sel, hari, ya
from laporan.papan_skor import UKURAN, Skor
from laporan.permissions import PEMBACA_PAPAN, PENGUNDANG

JENIS, STATUS = dict(Instansi.Jenis.choices), dict(Status.choices)
KEADAAN, ASAL = dict(Keadaan.choices), dict(Keanggotaan.Asal.choices)


def _dipakai(form: Any) -> dict[str, str]:
    """The filters of a form in words."""
    pilihan = {n: dict(getattr(form.fields[n], "choices", ())) for n in form.dipakai}
    return {str(form.fields[n].label): str(pilihan[n].get(v, f"“{v}”")) for n, v in form.dipakai.items()}


def _buka_registri(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    provinsi = registri.provinsi()
    form = halaman.SaringForm(data, provinsi=provinsi)
    nama = {PUSAT: str(_("Kementerian dan lembaga")), **provinsi}
    return IsiDaftar([(b, nama) for b in registri.saring(registri.semua(), form.dipakai)], _dipakai(form))


REGISTRI = Ekspor(
    kode="inspektorat",
    judul=_("Daftar inspektorat"),
    peran=halaman.PEMBACA,
    asal="inspektorat:daftar",
    kolom=(
        Kolom(_("Inspektorat"), lambda r: r[0].nama),
        Kolom(_("Instansi"), lambda r: r[0].instansi),
        Kolom(_("Jenis instansi"), lambda r: r[0].jenis, JENIS),
        Kolom(_("Provinsi"), lambda r: r[1].get(r[0].provinsi, "")),
        Kolom(_("Keanggotaan"), lambda r: r[0].keadaan, KEADAAN),
        Kolom(_("Bergabung"), lambda r: ya(r[0].bergabung)),
    ),
    buka=_buka_registri,
)
SUMBER_KEANGGOTAAN = (
    "nomor",
    "inspektorat__nama",
    "asal",
    "status",
    "diajukan_pada",
    "jatuh_tempo",
)


def _buka_keanggotaan(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    pandang, form, dipakai = bergabung_daftar.baca_saringan(data)
    rows = bergabung_daftar.terpilih(Keanggotaan.objects.visible_to(actor), pandang, dipakai)
    kata_saring = {
        str(form.fields[n].label): str(STATUS.get(v, v)) if n == "status" else f"“{v}”" for n, v in dipakai.items()
    }
    return IsiKueri([rows.prefetch_related(None)], SUMBER_KEANGGOTAAN, kata_saring)


KEANGGOTAAN = Ekspor(
    kode="keanggotaan",
    judul=_("Keanggotaan APIP"),
    peran=PEMBACA_KEANGGOTAAN,
    asal="inspektorat:keanggotaan_daftar",
    catatan=_("Tanpa nama, alamat, dan nomor petugas inspektorat."),
    kolom=(
        Kolom(_("Nomor"), lambda r: r.nomor),
        Kolom(_("Inspektorat"), lambda r: r.inspektorat_nama),
        Kolom(_("Asal"), lambda r: r.asal, ASAL),
        Kolom(_("Status"), lambda r: r.status, STATUS),
        Kolom(_("Masuk"), lambda r: hari(r.diajukan_pada)),
        Kolom(_("Tenggat"), lambda r: hari(r.jatuh_tempo)),
    ),
    buka=_buka_keanggotaan,
)


def _buka_undangan(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    return IsiDaftar(undangan.berikutnya(), {})


UNDANGAN = Ekspor(
    kode="calon-undangan",
    judul=_("Inspektorat yang belum bergabung"),
    peran=PENGUNDANG,
    asal="laporan:undangan",
    kolom=(
        Kolom(_("Inspektorat"), lambda c: c.baris.nama),
        Kolom(_("Instansi"), lambda c: c.baris.instansi),
        Kolom(_("Jenis instansi"), lambda c: c.baris.jenis, JENIS),
        Kolom(_("Pengaduan tentang instansinya"), lambda c: c.pengaduan),
        Kolom(_("Surat undangan dibuat"), lambda c: ya(c.surat)),
    ),
    buka=_buka_undangan,
)


def _buka_papan(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    form = SaringPapan(data, now=now)
    return IsiDaftar(daftar_papan.papan(form)[1], _dipakai(form))


def _dari_skor(ukuran: str, apa: str) -> Callable[[Any], Sel]:
    """One number of a measure: how many, of how many, or the rank."""

    def nilai(r: Any) -> Sel:
        skor: Skor = r.skor
        if apa == "peringkat":
            return skor.peringkat[ukuran]
        return skor.nilai[ukuran].x if apa == "x" else skor.nilai[ukuran].n

    return nilai


PAPAN = Ekspor(
    kode="papan-skor",
    judul=_("Papan skor APIP"),
    peran=PEMBACA_PAPAN,
    asal="laporan:papan",
    catatan=_("Untuk tiap ukuran: berapa, dari berapa, dan peringkatnya. Peringkat kosong: kasusnya belum cukup."),
    kolom=(
        Kolom(_("Inspektorat"), lambda r: r.nama),
        Kolom(_("Jenis instansi"), lambda r: r.jenis, JENIS),
        *(
            Kolom(judul, _dari_skor(ukuran, apa))
            for ukuran in UKURAN
            for judul, apa in (
                (JUDUL[ukuran][0], "x"),
                (format_lazy("{}, {}", JUDUL[ukuran][0], _("dari")), "n"),
                (format_lazy("{}, {}", JUDUL[ukuran][0], _("peringkat")), "peringkat"),
            )
        ),
    ),
    buka=_buka_papan,
)


def _buka_efektivitas(data: QueryDict, actor: Actor, now: datetime) -> Isi:
    form = SaringEfektivitas(data, now=now)
    return IsiDaftar(daftar_papan.paket(form)[1], _dipakai(form))


EFEKTIVITAS = Ekspor(
    kode="efektivitas",
    judul=_("Efektivitas penanganan menurut instansi"),
    peran=PEMBACA_PAPAN,
    asal="laporan:efektivitas",
    kolom=(
        Kolom(_("Instansi"), lambda r: r[0]),
        Kolom(_("Paket diadukan"), lambda r: r[1].diadukan),
        Kolom(_("Dieskalasi ke APIP"), lambda r: r[1].dieskalasi),
        Kolom(_("Efektivitas (%)"), lambda r: r[1].persen),
    ),
    buka=_buka_efektivitas,
)
EKSPOR: Mapping[str, Ekspor] = {e.kode: e for e in (REGISTRI, KEANGGOTAAN, UNDANGAN, PAPAN, EFEKTIVITAS)}
