"""Charts of what was published: only published rows are drawn; what is hidden is said in words, as one sum."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from akun.bagan import Bagan, Bentuk, Deret
from akun.templatetags.rupa import BULAN_PENDEK, angka
from laporan.models import TerbitanData
from laporan.statistik.baca import Lembar, Nilai
from laporan.statistik.daftar import SEMUA

SEMPIT = 4  # bars that may stand side by side


def tulis(nilai: Nilai) -> str:
    """A count in words: "≥ 12" where it is a lower bound, a dash where nothing is known."""
    if nilai.n is None:
        return "–"
    return f"≥ {angka(nilai.n)}" if nilai.bawah else angka(nilai.n)


def cacah(lembar: Lembar, *, urut: bool = False) -> Bagan | None:
    """The published rows of a breakdown; None where there are none."""
    terbit = [b for b in lembar.baris if b.jumlah.n is not None]
    if not terbit:
        return None
    if urut:
        terbit.sort(key=lambda b: -(b.jumlah.n or 0))
    dataset = SEMUA[lembar.dataset]
    return Bagan(
        kunci=lembar.dataset,
        judul=str(dataset.judul),
        label=[b.label for b in terbit],
        deret=[Deret(_("Jumlah"), [b.jumlah.n for b in terbit])],
        bentuk=Bentuk.RAPAT if urut else Bentuk.MENDATAR,
        kepala_label=str(dataset.dimensi),
        catatan=sisa(lembar),
    )


def sisa(lembar: Lembar) -> str:
    """What the rows do not say: how many are hidden and how much they are together; that a sum is a lower bound."""
    kalimat = []
    tertutup = [b for b in lembar.baris if b.jumlah.n is None]
    terbit = sum(b.jumlah.n or 0 for b in lembar.baris)
    if (
        tertutup
        and lembar.jumlah.n is not None
        and not lembar.jumlah.bawah
        and not any(b.jumlah.bawah for b in lembar.baris)
    ):
        isi = {"n": len(tertutup), "jumlah": angka(lembar.jumlah.n - terbit)}
        kalimat.append(
            ngettext(
                "%(n)s baris tidak ditampilkan; isinya %(jumlah)s.",
                "%(n)s baris tidak ditampilkan; isinya bersama-sama %(jumlah)s.",
                len(tertutup),
            )
            % isi
        )
    elif tertutup:
        kalimat.append(
            ngettext("%(n)s baris tidak ditampilkan.", "%(n)s baris tidak ditampilkan.", len(tertutup))
            % {"n": len(tertutup)}
        )
    if any(b.jumlah.bawah for b in lembar.baris):
        kalimat.append(_("Angka yang ada adalah paling sedikit: triwulan yang disembunyikan tidak ikut dijumlah."))
    return " ".join(kalimat)


def janji(terbitan: Sequence[TerbitanData]) -> Bagan | None:
    """The share of promises kept, at least so much; in a year each quarter for itself."""
    per = {t.periode: {b["kode"]: b for b in t.isi["baris"]} for t in terbitan}
    ada = {b["kode"]: b["label"] for isi in per.values() for b in isi.values() if b["diputus"] is not None}
    if not ada:
        return None
    dataset = SEMUA["ketepatan"]
    if get_language() != "id":
        ada |= {kode: kata for kode, kata in dataset.kata(terbitan[-1].periode).items() if kode in ada}
    satu = per[terbitan[-1].periode] if len(terbitan) == 1 else None
    return Bagan(
        kunci="ketepatan",
        judul=str(dataset.judul),
        label=list(ada.values()),
        deret=[
            Deret(_("Ditepati, paling sedikit") if satu else t.sebutan, [isi[k]["persen_terendah"] for k in ada])
            for t, isi in per.items()
        ],
        bentuk=Bentuk.MENDATAR,
        kepala_label=str(dataset.dimensi),
        satuan="%",
        tambahan=[
            Deret(_("Paling banyak"), [satu[k]["persen_tertinggi"] for k in ada]),
            Deret(_("Janji, dalam puluhan"), [satu[k]["diputus"] for k in ada], ""),
        ]
        if satu
        else (),
        catatan=_(
            "Dibulatkan ke bawah. Bila yang terlambat kurang dari 5, banyaknya tidak disebut; karena itu bagiannya "
            "antara dua angka. Janji yang sedikit sekali diputus tidak ditampilkan."
        ),
    )


def waktu(terbitan: Mapping[str, Sequence[TerbitanData]], judul: Promise | str) -> Bagan | None:
    """Complaints in and out by quarter, over all quarters at hand."""
    masuk = {t.periode: t.isi["jumlah"] for t in terbitan.get("pengaduan_masuk", ())}
    selesai = {t.periode: t.isi["jumlah"] for t in terbitan.get("pengaduan_selesai", ())}
    if not any((*masuk.values(), *selesai.values())):
        return None
    semua = sorted(masuk)
    return Bagan(
        kunci="waktu",
        judul=str(judul),
        label=[t.sebutan.removeprefix("Triwulan ") for t in semua],
        deret=[
            Deret(_("Masuk"), [masuk[t] for t in semua]),
            Deret(_("Selesai"), [selesai.get(t) for t in semua]),
        ],
        bentuk=Bentuk.TEGAK if len(semua) <= SEMPIT else Bentuk.GARIS,
        kepala_label=_("Triwulan"),
    )


def bulanan(terbitan: Mapping[str, Sequence[TerbitanData]], judul: Promise | str) -> Bagan | None:
    """The same by month; months that are hidden break the line."""
    deret: list[tuple[str, dict[str, int | None]]] = []
    label: dict[str, str] = {}
    for kode, nama in (("pengaduan_masuk", _("Masuk")), ("pengaduan_selesai", _("Selesai"))):
        isi = {b["kode"]: b for t in terbitan.get(kode, ()) for b in t.isi["baris"]}
        label |= {bulan: _bulan(bulan) for bulan in isi}
        deret.append((nama, {bulan: b["jumlah"] for bulan, b in isi.items()}))
    semua = sorted(label)
    if not any(nilai.get(bulan) for _nama, nilai in deret for bulan in semua):
        return None
    return Bagan(
        kunci="bulanan",
        judul=str(judul),
        label=[label[bulan] for bulan in semua],
        deret=[Deret(nama, [nilai.get(bulan) for bulan in semua]) for nama, nilai in deret],
        bentuk=Bentuk.GARIS,
        kepala_label=_("Bulan"),
        catatan=_("Tanda - berarti tidak ditampilkan."),
    )


def _bulan(kode: str) -> str:
    """ "Jul 2026" of "2026-07"."""
    tahun, bulan = kode.split("-")
    nama = BULAN_PENDEK["en" if (get_language() or "id").startswith("en") else "id"]
    return f"{nama[int(bulan) - 1]} {tahun}"
