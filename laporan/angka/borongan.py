"""Many figures at once: breakdowns of the same cases share one reading of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from laporan.angka.bentuk import Angka, Hasil
from laporan.angka.kelompok import Kelompok, sekaligus
from laporan.saringan import Saringan


def hitung(diminta: Sequence[tuple[Angka, Saringan]], *, now: datetime) -> list[Hasil]:
    """The results in the order asked for, each as `Angka.hitung` gives it."""
    hasil: dict[int, Hasil] = {}
    bersama: dict[tuple[Saringan, tuple[str, str]], list[tuple[int, Kelompok]]] = defaultdict(list)
    for ke, (angka, saringan) in enumerate(diminta):
        if isinstance(angka.cara, Kelompok):
            bersama[saringan.hanya(angka.saringan), angka.cara.himpunan].append((ke, angka.cara))
        else:
            hasil[ke] = angka.hitung(saringan, now)
    for (saringan, _himpunan), isi in bersama.items():
        nomor, kelompok = zip(*isi, strict=True)
        hasil |= zip(nomor, sekaligus(kelompok, saringan, now), strict=True)
    return [hasil[ke] for ke in range(len(diminta))]
