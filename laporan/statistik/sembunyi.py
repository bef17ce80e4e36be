"""What of a table of counts may be published, when its total is known and everybody knows this module. No Django here.

All tables of the complaints of one quarter have the same total, so the sum of what a table hides is always known. A
count below k = 5 is hidden, a zero as well: that nobody complained somewhere is nobody's business either. Others are
hidden with it, the smallest first, equals together, until the hidden ones hide each other from

* whoever subtracts: there are at least three, and without the largest the others hold k cases;
* whoever also knows that each hidden one is smaller than each published one: what is left open to each of them is
  wider than `LEBAR`;
* one of those hidden, who knows his own count as well: what is left open to each other one is still wider than
  `LEBAR_DALAM`.

Where nothing less helps, all rows are hidden, so that this says no more than that. What is hidden depends on the
counts alone: who exchanges two hidden rows gets the same publication. Rows that `tertutup` names are always hidden,
and the others hide each other even from whoever knows these. The row of what nobody wrote down (code "") is no row
when it is empty: that nothing is missing tells of nobody.
"""

from collections.abc import Mapping, Set

K = 5
TERSEDIKIT = 3
LEBAR, LEBAR_DALAM = 4, 3
PULUHAN = 10
"""Promises are told in tens, and not below: cases come in and are promised something one by one, so that exact promises
taken from exact cases would leave the few that wait."""
HALUS = 100
"""Counts from which a share is told in whole percent; below it in steps of five, which fit several counts."""
LANGKAH = 5


def pilih(tabel: Mapping[str, int], tertutup: Set[str] = frozenset()) -> frozenset[str]:
    """The rows to hide."""
    isi = {kode: n for kode, n in tabel.items() if kode not in tertutup and (kode or n)}
    hilang = {kode for kode, n in isi.items() if n < K}
    if not hilang and not tertutup:
        return frozenset()
    while not aman([isi[kode] for kode in hilang], min((n for k, n in isi.items() if k not in hilang), default=None)):
        sisa = [n for kode, n in isi.items() if kode not in hilang]
        if not sisa:
            break
        hilang |= {kode for kode, n in isi.items() if n == min(sisa)}
    return frozenset(hilang | (tertutup & tabel.keys()))


def aman(hilang: list[int], terkecil: int | None) -> bool:
    """Whether these hide each other, when `terkecil` is the smallest that is published, and each is below it."""
    banyak, jumlah = len(hilang), sum(hilang)
    if banyak < TERSEDIKIT or jumlah - max(hilang) < K:
        return False
    puncak = jumlah - K if terkecil is None else min(jumlah - K, terkecil - 1)
    bawah, atas = selang(banyak, jumlah, puncak)
    if atas - bawah < LEBAR:
        return False
    # what is open to another one is narrowest when the insider's own count is the least or the most that it can be
    dalam = (selang(banyak - 1, jumlah - milik, puncak) for milik in (bawah, atas))
    return all(b - a >= LEBAR_DALAM for a, b in dalam)


def selang(banyak: int, jumlah: int, puncak: int) -> tuple[int, int]:
    """From where to where one of `banyak` counts can be, that are together `jumlah` and at most `puncak` each."""
    return max(0, jumlah - (banyak - 1) * puncak), min(puncak, jumlah)


def persen(bagian: int, semua: int) -> int:
    """A share, rounded down."""
    utuh = 100 * bagian // semua
    return utuh if semua >= HALUS else utuh // LANGKAH * LANGKAH


def janji(tepat: int, telat: int) -> tuple[int | None, int | None, int | None, str]:
    """Promises of a policy as published: how many tens were decided, the least and the most percent kept, and why.

    Of a service that keeps nearly every promise it is said that fewer than k were broken, and no more.
    """
    puluhan = (tepat + telat) // PULUHAN * PULUHAN
    if not puluhan:
        return None, None, None, "disembunyikan"
    if telat < K:
        return puluhan, 100 * (puluhan - K + 1) // puluhan, 100, "telat_kurang_dari_k"
    if tepat < K:
        return puluhan, 0, -(-100 * (K - 1) // puluhan), "tepat_kurang_dari_k"
    bagian = persen(tepat, tepat + telat)
    return puluhan, bagian, bagian, ""
