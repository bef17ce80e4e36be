"""A priority in words, as the ticket page and the classification show it: exact, and what is printed."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from akun.templatetags.rupa import angka
from helpdesk import prioritas
from helpdesk.models import Tiket
from helpdesk.pilihan import TAHAPAN, Kelas, Tahap
from helpdesk.views.tanda import tanda_kelas

DUA = Decimal("0.01")
SEBAB_KELAS = {Kelas.EMERGENCY: "p > 20", Kelas.MAYOR: "10 ≤ p ≤ 20", Kelas.MINOR: "p < 10"}


def tulis(nilai: Fraction | Decimal | int) -> str:
    """`20,83`; whole numbers without decimals."""
    pecahan = Fraction(nilai)
    tepat = Decimal(pecahan.numerator) / Decimal(pecahan.denominator)
    if pecahan.denominator == 1:
        return angka(int(pecahan))
    return angka(tepat.quantize(DUA, ROUND_HALF_UP).normalize())


def f_tiket(tiket: Tiket) -> Fraction:
    """The f that holds for a ticket: typed over, or from its stages."""
    return Fraction(tiket.f_ubahan) if tiket.f_ubahan is not None else prioritas.f_dari_tahapan(tiket.tahapan)


def dari_tiket(tiket: Tiket) -> dict[str, Any] | None:
    """The priority of a ticket; None where it was not classified."""
    if not tiket.kelas or tiket.r is None or tiket.k is None:
        return None
    isi = uraikan(f_tiket(tiket), tiket.r, tiket.k, tiket.tahapan, f_ubahan=tiket.f_ubahan is not None)
    return isi | {"alasan": tiket.alasan_prioritas}


def uraikan(f: Fraction, r: int, k: int, tahapan: Iterable[int], *, f_ubahan: bool) -> dict[str, Any]:
    """Formula, class and explanation. Raises PrioritasSalah for what lies outside 1 to 10."""
    hasil = prioritas.hitung(f, r, k)
    isi = {"f": tulis(f), "r": r, "k": k, "p": tulis(hasil.p), "tampil": hasil.tampil}
    return {
        "rumus": _("p = (f × r) / k = (%(f)s × %(r)s) / %(k)s = %(p)s (tampil %(tampil)s)") % isi,
        "kelas": tanda_kelas(hasil.kelas),
        "butir": list(_butir(hasil, isi, sorted(set(tahapan)), f_ubahan=f_ubahan)),
    }


def _butir(hasil: Any, isi: dict[str, Any], tahapan: list[int], *, f_ubahan: bool) -> Iterator[str]:
    yield _("%(kelas)s karena %(sebab)s: paling lambat %(n)s hari kerja sejak diterima.") % {
        "kelas": Kelas(hasil.kelas).label,
        "sebab": SEBAB_KELAS[Kelas(hasil.kelas)],
        "n": hasil.hari_kerja,
    }
    if f_ubahan:
        yield _("f = %(f)s ditetapkan petugas.") % isi
    else:
        yield _("f = %(f)s: %(n)s dari %(semua)s tahapan tender terganggu (%(daftar)s).") % (
            isi | {"n": len(tahapan), "semua": len(Tahap), "daftar": sebut(tahapan)}
        )
    yield _("r = %(r)s: dampak pada informasi dan nama baik, 1 (di dalam saja) sampai 10.") % isi
    yield _("k = %(k)s: kemampuan pemulihan, 1 (sering terjadi, mudah) sampai 10 (pertama kali).") % isi


def sebut(tahapan: Iterable[int]) -> str:
    """Stages by number; all of them in one word."""
    semua = sorted(tahapan)
    return _("semua") if len(semua) == len(TAHAPAN) else ", ".join(map(str, semua))
