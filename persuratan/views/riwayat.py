"""What happened to a letter: its trail, its two clocks, the tree of its dispositions and the same by time."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Peran
from jejak.models import Jejak
from persuratan import baca
from persuratan.disposisi import pohon, urut
from persuratan.flow_masuk import PEJABAT
from persuratan.models import Disposisi
from persuratan.permissions import ditujukan
from persuratan.pilihan import Instruksi
from persuratan.status import JAWAB, STAGES, Event
from persuratan.views import disposisi as langkah
from persuratan.views.lembar import Lembar
from persuratan.views.linimasa import Baris, oleh
from persuratan.views.linimasa import linimasa as linimasa_surat
from persuratan.views.tanda import tanda_disposisi
from sla import clock, pita

DALAM = 24  # levels of the tree that are nested; deeper ones stand on the last
APA = {
    baca.HALAMAN: gettext_lazy("Halaman surat dibuka."),
    baca.LEMBAR: gettext_lazy("Lembar disposisi diunduh."),
    baca.BERKAS: gettext_lazy("Berkas surat diunduh."),
}


def linimasa(lembar: Lembar) -> tuple[list[Baris], list[Baris], int]:
    """The timeline of this letter, who opened it, and how many older lines are left out."""
    return linimasa_surat(lembar.surat, partial(_baris, lembar), dilihat=Event.DILIHAT)


def _baris(lembar: Lembar, j: Jejak) -> dict[str, Any]:
    return {
        "judul": Event(j.kejadian).label if j.kejadian in Event.values else j.kejadian,
        "pada": j.pada,
        "oleh": _oleh(lembar, j),
        "isi": _isi(lembar, j),
    }


def _oleh(lembar: Lembar, j: Jejak) -> str:
    if j.peran == Peran.PENGADU and (j.pelaku_id is None or j.pelaku_id != lembar.actor.user_id):
        return _("Pengirim")
    return oleh(lembar.actor, j)


def _isi(lembar: Lembar, j: Jejak) -> str:
    """What the data of an event say; notes are read from where they are sealed."""
    data = j.data
    match j.kejadian:
        case Event.DILIHAT:
            return str(APA.get(data.get("apa"), ""))
        case Event.DITERUSKAN:
            return _("Kepada %(pejabat)s.") % {"pejabat": lembar.surat.penerima}
        case Event.DIJADIKAN_PENGADUAN:
            return str(data.get("pengaduan", ""))
        case Event.DIJADIKAN_TIKET:
            return str(data.get("tiket", ""))
        case Event.BERKAS_DIPUTUS:
            return _("Berkas dilepas.") if data.get("lepas") else _("Berkas ditolak.")
        case Event.TERLAMBAT | Event.DIINGATKAN if data.get("tingkat", 0) > 1:
            return _("Diberitahukan ke tingkat %(tingkat)s.") % {"tingkat": data["tingkat"]}
        case _:
            kunci = data.get("disposisi") or []
            nama = [d.tujuan for d in lembar.surat.disposisi.all() if d.pk in kunci]
            return _("Kepada %(nama)s.") % {"nama": ", ".join(nama)} if nama else ""


def jam(lembar: Lembar) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The two clocks of the law side by side, and those of the stages, the running ones first."""
    rows = list(clock.all_of(lembar.surat))
    hukum = [t for t in rows if t.kode in (STAGES.overall, PEJABAT)]
    tahap = sorted((t for t in rows if t not in hukum), key=lambda t: (t.berhenti_pada is not None, -t.pk))
    return [pita.jam(t, now=lembar.now) for t in hukum], [pita.jam(t, now=lembar.now) for t in tahap]


def cabang(lembar: Lembar, kueri: str = "") -> list[dict[str, Any]]:
    """The tree from top to bottom for templates/persuratan/pejabat/pohon.html: each row opens and closes its lists."""
    semua = urut(pohon(lembar.surat))
    dalam = [min(len(tempat), DALAM) for _satu, tempat in semua]
    hasil = []
    for i, (satu, tempat) in enumerate(semua):
        berikut = dalam[i + 1] if i + 1 < len(semua) else dalam[0]
        hasil.append(
            {
                "d": satu.disposisi,
                "nomor": ".".join(map(str, tempat)),
                "tanda": tanda_disposisi(satu.disposisi, hari_ini=lembar.hari_ini),
                "instruksi": kata_instruksi(satu.disposisi),
                "langkah": _langkah(lembar, satu.disposisi, kueri),
                "anak": len(satu.anak) if berikut > dalam[i] else 0,
                "tutup": range(dalam[i] - berikut),
            }
        )
    return hasil


def kata_instruksi(satu: Disposisi) -> list[str]:
    """What is asked, in words."""
    return [str(Instruksi(kode).label) for kode in satu.instruksi if kode in Instruksi.values]


def _langkah(lembar: Lembar, satu: Disposisi, kueri: str) -> list[dict[str, Any]]:
    """What this reader may do with a disposition, as links."""
    if not satu.terbuka or lembar.surat.status not in langkah.TERBUKA:
        return []
    boleh: list[type[langkah.LangkahDisposisi]] = []
    if ditujukan(lembar.actor, satu):
        boleh = [langkah.Laporkan, langkah.Kembalikan]
        if lembar.surat.status in JAWAB.from_:
            boleh.insert(1, langkah.Teruskan)
    if lembar.may_tarik(satu):
        boleh.append(langkah.Tarik)
    return [{"teks": k.judul, "url": lembar.url(k.nama, satu.pk, kueri=kueri)} for k in boleh]


def menurut_waktu(lembar: Lembar) -> list[dict[str, Any]]:
    """What was asked, reported, given back and withdrawn, the oldest first."""
    butir: list[tuple[datetime, int, dict[str, Any]]] = []
    for d in lembar.surat.disposisi.all():
        judul = _("Diteruskan kepada %(nama)s") if d.induk_id else _("Disposisi kepada %(nama)s")
        oleh = f"{d.dari}, {d.sebagai}" if d.sebagai else str(d.dari)
        isi = "; ".join(kata_instruksi(d)) + (f"\n\n{d.catatan}" if d.catatan else "")
        butir.append((d.dibuat_pada, d.pk, _satu(judul % {"nama": d.tujuan}, d.dibuat_pada, oleh, isi)))
        if selesai := d.selesai_pada or d.dikembalikan_pada:
            akhir = _("Selesai dilaporkan") if d.selesai_pada else _("Ditarik") if d.ditarik else _("Dikembalikan")
            kata = f"{akhir}: {d.tujuan}"
            butir.append((selesai, d.pk, _satu(kata, selesai, str(d.diselesaikan_oleh or ""), d.laporan)))
    return [satu for _pada, _pk, satu in sorted(butir, key=lambda b: b[:2])]


def _satu(judul: str, pada: datetime, oleh: str, isi: str) -> dict[str, Any]:
    return {"judul": judul, "pada": pada, "oleh": oleh, "isi": isi}
