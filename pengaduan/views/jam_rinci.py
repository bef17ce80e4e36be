"""Everything about one clock as its page shows it: what it promises, by which versions, what happened, day by day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from akun.templatetags.rupa import tanggal, tanggal_jam, tanggal_pendek, tanggal_polos
from jejak.models import Jejak
from pengaduan import hitungan
from pengaduan.hitungan import Geseran, Hitungan
from pengaduan.perjalanan import waktu
from pengaduan.status import Event
from sla import clock, month, office
from sla.models import Kebijakan, Tenggat

TERBUKA = 14  # a longer table of days is folded away


class Berjam(Protocol):
    """A case with clocks: a complaint, a ticket."""

    @property
    def nomor(self) -> str: ...

    @property
    def anonim(self) -> bool: ...


def rinci(
    pengaduan: Berjam,
    tenggat: Tenggat,
    rows: Sequence[Jejak],
    *,
    now: datetime,
    alasan: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """What the page of a clock shows. `alasan`: the notes of moves, for whoever may read them."""
    h = hitungan.hitung(tenggat, now=now)
    bulan = h.bulan
    siklus = {"nama": tenggat.kebijakan.sebutan, "n": tenggat.siklus}
    return {
        "nomor": pengaduan.nomor,
        "judul": _("%(nama)s, ke-%(n)s") % siklus if tenggat.siklus > 1 else tenggat.kebijakan.sebutan,
        "keadaan": _keadaan(tenggat, now),
        "t": tenggat,
        "h": h,
        "bulan": bulan,
        "legenda": month.legend(bulan),
        "kabar": [k | {"id": f"kabar-{n}"} for n, k in enumerate(_kabar(h, now), start=1)],
        "butir": _butir(h),
        "kejadian": [
            _baris(k, anonim=pengaduan.anonim) for k in _kejadian(h, hitungan.geseran(rows)[tenggat.pk], alasan or {})
        ],
        "kepala": [{"teks": t} for t in (_("Hari"), _("Dihitung"), _("Sebab"))],
        "baris": list(_hari(h)),
        "panjang": len(h.bukti.hari) > TERBUKA,
    }


def _keadaan(t: Tenggat, now: datetime) -> dict[str, str]:
    """Word, tone and icon of a clock."""
    if t.berhenti_pada is not None:
        tepat = clock.kept(t)
        return (
            {"kata": _("Berhenti, tepat waktu"), "nada": "baik", "ikon": "cek-bulat"}
            if tepat
            else {"kata": _("Berhenti, terlambat"), "nada": "telat", "ikon": "seru"}
        )
    if t.dijeda:
        return {"kata": _("Dijeda"), "nada": "info", "ikon": "jeda"}
    if t.jatuh_tempo < now:
        return {"kata": _("Terlambat"), "nada": "telat", "ikon": "seru"}
    return {"kata": _("Berjalan"), "nada": "netral", "ikon": "jam"}


def _kabar(h: Hitungan, now: datetime) -> Iterator[dict[str, str]]:
    """What a reader has to know before he trusts the date."""
    t = h.tenggat
    if t.dijeda:
        isi = {"batas": tanggal(h.bukti.jatuh_tempo)}
        yield {
            "judul": _("Jam ini sedang dijeda"),
            "isi": _("Bila berjalan lagi sekarang, batasnya %(batas)s. Hitungan di bawah memakai tanggal itu.") % isi,
        }
    if h.berubah:
        isi = {"tersimpan": tanggal_jam(t.jatuh_tempo), "kini": tanggal_jam(h.bukti.jatuh_tempo)}
        kata = (
            _("Jam ini sudah berhenti dengan batas %(tersimpan)s. Menurut kalender sekarang batasnya %(kini)s.")
            if t.berhenti_pada
            else _("Batas yang tersimpan %(tersimpan)s. Menurut kalender sekarang %(kini)s; sebentar lagi disesuaikan.")
        )
        yield {"judul": _("Kalender kerja berubah sesudah batas ini dihitung"), "isi": kata % isi}
    for kalimat in hitungan.peringatan(h.bukti):
        yield {"judul": _("Batas ini dapat bergeser"), "isi": kalimat, "nada": "awas"}
    yield from _versi_baru(t, now)


def _versi_baru(t: Tenggat, now: datetime) -> Iterator[dict[str, str]]:
    """A newer version of the policy: this case keeps its own until somebody moves it on purpose."""
    for v in office.versions(t.kode)[:1]:
        if v.versi > t.kebijakan.versi:
            isi = {
                "baru": v.versi,
                "jumlah": v.jumlah,
                "satuan": v.get_satuan_display(),
                "sejak": tanggal_polos(v.berlaku_sejak),
                "lama": t.kebijakan.versi,
            }
            yield {
                "judul": _("Kebijakan ini punya versi yang lebih baru"),
                "isi": _("Versi %(baru)s: %(jumlah)s %(satuan)s, berlaku sejak %(sejak)s.") % isi
                + " "
                + _("Jam ini tetap memakai versi %(lama)s.") % isi,
            }


def _butir(h: Hitungan) -> list[dict[str, str]]:
    """The facts."""
    t, k = h.tenggat, h.tenggat.kebijakan
    zona = t.kalender.get_zona_display()
    baris = (
        (_("Batas"), tanggal_jam(t.jatuh_tempo)),
        (_("Lama batas waktu"), f"{k.jumlah} {k.get_satuan_display()}, {_sejak(k)}"),
        (_("Terhitung sampai batas"), h.terhitung),
        (_("Terpakai sampai hari ini"), "" if t.berhenti_pada else h.terpakai),
        (_("Kebijakan"), _("%(kode)s, versi %(versi)s") % {"kode": k.kode, "versi": k.versi}),
        (_("Berlaku sejak"), tanggal_polos(k.berlaku_sejak)),
        (_("Boleh dijeda"), _("Ya") if k.boleh_jeda else _("Tidak")),
        (_("Dasar"), hitungan.dasar(k)),
        (_("Kalender"), f"{t.kalender.nama} ({zona}), {_('versi %(versi)s') % {'versi': t.kalender_versi}}"),
    )
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris if nilai]


def _sejak(k: Kebijakan) -> str:
    return _("dihitung sejak %(kejadian)s") % {"kejadian": k.get_dihitung_sejak_display()}


def _kejadian(h: Hitungan, geser: Iterable[Geseran], alasan: Mapping[int, str]) -> list[tuple[datetime, str, str, str]]:
    """(when, what, by whom, in which words), the newest first; moves with their reason where the reader may know it."""
    t = h.tenggat
    daftar = [(t.mulai_pada, _("Jam mulai"), "", "")]
    for dari, sampai in t.jeda:
        daftar.append((datetime.fromisoformat(dari), _("Jam dijeda"), "", ""))
        if sampai is not None:
            daftar.append((datetime.fromisoformat(sampai), _("Jam berjalan lagi"), "", ""))
    for g in geser:
        kata = [hitungan.kalimat_geser(g.jejak), g.sebab, alasan.get(g.jejak.data.get("catatan", 0), "")]
        oleh = "LKPP" if g.jejak.kejadian == Event.KEBIJAKAN_DIPINDAH else ""
        sebutan = Event(g.jejak.kejadian) if g.jejak.kejadian in Event.values else Event.TENGGAT_DIGESER
        daftar.append((g.pada, str(sebutan.label), oleh, "\n\n".join(filter(None, kata))))
    if t.berhenti_pada is not None:
        daftar.append((t.berhenti_pada, _("Jam berhenti"), "", ""))
    return sorted(daftar, key=lambda k: k[0], reverse=True)


def _baris(kejadian: tuple[datetime, str, str, str], *, anonim: bool) -> dict[str, str]:
    """One line of the timeline; of an anonymous complainant's case by the day."""
    pada, judul, oleh, isi = kejadian
    return {"judul": judul, "waktu": tanggal_jam(waktu(pada, anonim=anonim)), "oleh": oleh, "isi": isi}


def _hari(h: Hitungan) -> Iterator[list[dict[str, Any]]]:
    """The proof, day by day, and its sum."""
    for hari in h.bukti.hari:
        nilai = _("hari ke-%(n)s") % {"n": hari.ke} if hari.ke is not None else "–"
        if hari.lama:
            nilai = _("%(n)s jam") % {"n": hitungan.jumlah(h.tenggat.kebijakan, [hari])}
        sebab = hari.sebab or (_("batas") if hari is h.bukti.hari[-1] else "")
        yield [
            {"isi": f"{tanggal_pendek(hari.tanggal)} {hari.tanggal.year}"},
            {"isi": nilai, "label": _("Dihitung")},
            {"isi": sebab or "–", "label": _("Sebab")},
        ]
    yield [{"isi": _("Jumlah")}, {"isi": h.terhitung, "label": _("Dihitung")}, {"isi": "–", "label": _("Sebab")}]
