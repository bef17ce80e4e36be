"""A request for a service: what was filled in becomes a ticket with the promise of that service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.templatetags.rupa import tanggal_polos
from berkas.models import Berkas
from helpdesk import flow, pilihan, rahasia
from helpdesk.models import BatasLayanan, Layanan, MejaLayanan, Tiket
from helpdesk.models.layanan import terjemah
from helpdesk.permissions_layanan import may_minta
from helpdesk.pilihan_layanan import BERKAS, JenisIsian

SEPERTI = {"lkpp": "remote"}
"""A way of doing it whose limit is that of another."""


@dataclass(frozen=True)
class Permintaan:
    """Who asks for what; `isi` are the answers by the code of their field, as they came from the form."""

    layanan: Layanan
    meja: MejaLayanan
    pengguna: str
    nama: str
    alamat: str
    telepon: str
    surel: str
    isi: Mapping[str, Any]


@dataclass(frozen=True)
class Tersamar:
    """The answers as they are kept, and how many credentials were masked in them."""

    isi: dict[str, Any]
    ditemukan: int


def simpanan(layanan: Layanan, isi: Mapping[str, Any]) -> Tersamar:
    """The answers as JSON, files apart; what looks like a credential is masked first."""
    jadi: dict[str, Any] = {}
    ditemukan = 0
    for f in layanan.isian:
        nilai = isi.get(f["kode"])
        if f["jenis"] in BERKAS or nilai in (None, "", []):
            continue
        if isinstance(nilai, date):
            nilai = nilai.isoformat()
        elif f["jenis"] in {JenisIsian.TEKS, JenisIsian.URAIAN}:
            hasil = rahasia.samarkan(str(nilai))
            nilai, ditemukan = hasil.teks, ditemukan + hasil.ditemukan
        jadi[f["kode"]] = nilai
    return Tersamar(jadi, ditemukan)


def terbaca(layanan: Layanan, isi: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers in words, in the order of the form."""
    return [(terjemah(f, "label"), _kata(f, isi[f["kode"]])) for f in layanan.isian if f["kode"] in isi]


def _kata(f: Mapping[str, Any], nilai: Any) -> str:
    pilihan_ = {p[0]: terjemah({"nama": p[1], "nama_en": p[2]}, "nama") for p in f.get("pilihan", ())}
    if f["jenis"] == JenisIsian.YA:
        return _("Ya") if nilai else _("Tidak")
    if f["jenis"] == JenisIsian.TANGGAL:
        return tanggal_polos(date.fromisoformat(nilai))
    if isinstance(nilai, list):
        return ", ".join(pilihan_.get(n, str(n)) for n in nilai)
    return pilihan_.get(nilai, str(nilai))


def janji(layanan: Layanan, isi: Mapping[str, Any]) -> BatasLayanan | None:
    """The limit that is promised for this way of doing it; none where the catalogue names none."""
    cara = str(isi.get("cara", ""))
    ada = {b.kode: b for b in layanan.batas.all() if b.janji}
    return ada.get(SEPERTI.get(cara, cara)) or ada.get("")


def kebijakan_sendiri(batas: BatasLayanan | None) -> str:
    """The end of the code of the policy that holds for a limit: `helpdesk.tiket.<this>`."""
    return "_".join(("layanan", batas.layanan.kode, *filter(None, [batas.kode]))) if batas else ""


def minta(*, permintaan: Permintaan, berkas: Sequence[Berkas] = (), by: Actor, now: datetime) -> tuple[Tiket, int]:
    """The ticket, and how many credentials were masked. Raises PermissionDenied, ValidationError."""
    p = permintaan
    require(may_minta(by, p.layanan))
    simpan = simpanan(p.layanan, p.isi)
    uraian = "\n".join(f"{label}: {nilai}" for label, nilai in terbaca(p.layanan, simpan.isi))
    data = flow.DataTiket(
        kanal=pilihan.Kanal.WEB,
        jenis=pilihan.Jenis.PERMINTAAN,
        pengguna=p.pengguna,
        nama=p.nama,
        alamat=p.alamat,
        telepon=p.telepon,
        surel=p.surel,
        judul=f"{p.layanan.nama} ({p.layanan.kode})",
        uraian=uraian,
        kode_tender=str(simpan.isi.get("kode_tender", ""))[:30],
        meja=p.meja,
        layanan=p.layanan,
        data_layanan=simpan.isi,
        kebijakan_sendiri=kebijakan_sendiri(janji(p.layanan, simpan.isi)),
    )
    return flow.catat(data=data, token=None, berkas=berkas, by=by, now=now), simpan.ditemukan
