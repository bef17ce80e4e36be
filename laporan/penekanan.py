"""What of a table of counts may be published, so that nobody can work out the rest. No Django here.

A row is one inspectorate: so many promises kept, so many broken. A row in which either count lies between 1 and 4 is
left out (k = 5). Totals are published per group, so a row alone in its group would follow by subtraction: others are
left out with it, the smallest first, until in each group, for kept and for broken alike, those left out hide each
other (laporan.statistik.sembunyi), also from one of them, who knows his own row. Rows of the same size go together:
what is left out depends on the counts alone, never on who has them. A group that cannot be made safe is published
together with the next one, and if nothing is left to join, nothing is published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laporan.statistik import sembunyi
from laporan.statistik.sembunyi import K


@dataclass(frozen=True, slots=True)
class Sel:
    """Promises of one row: kept in time, and not."""

    tepat: int
    telat: int

    @property
    def jumlah(self) -> int:
        """All of them."""
        return self.tepat + self.telat

    @property
    def kecil(self) -> bool:
        """Some, but too few to be published."""
        return 0 < self.tepat < K or 0 < self.telat < K


@dataclass(frozen=True)
class Kelompok:
    """A published group: what it joins, its rows as published, how many were left out, and its total."""

    nama: tuple[str, ...]
    baris: Mapping[int, Sel]
    ditekan: int
    total: Sel


def tekan(tabel: Mapping[str, Mapping[int, Sel]]) -> list[Kelompok]:
    """The publication of a table: group -> id -> counts. Rows without any promise stand in no publication."""
    ada = {nama: {pk: s for pk, s in isi.items() if s.jumlah} for nama, isi in tabel.items()}
    sisa: list[tuple[tuple[str, ...], dict[int, Sel]]] = [((nama,), isi) for nama, isi in ada.items() if isi]
    hasil: list[Kelompok] = []
    while sisa:
        nama, isi = sisa.pop(0)
        tertekan = _pilih(isi)
        if tertekan is None:
            if sisa:
                nama_2, isi_2 = sisa.pop(0)
            elif hasil:
                lama = hasil.pop()
                nama_2, isi_2 = lama.nama, {pk: s for n in lama.nama for pk, s in ada[n].items()}
            else:
                return []
            sisa.insert(0, (nama + nama_2, isi | isi_2))
            continue
        hasil.append(
            Kelompok(
                tuple(sorted(nama)),
                {pk: s for pk, s in isi.items() if pk not in tertekan},
                len(tertekan),
                _jumlah(list(isi.values())),
            )
        )
    return hasil


def _pilih(isi: Mapping[int, Sel]) -> frozenset[int] | None:
    """The rows of a group to leave out; None where even all of them would not be safe."""
    tertekan = {pk for pk, s in isi.items() if s.kecil}
    if not tertekan:
        return frozenset()
    while not _aman([isi[pk] for pk in tertekan]):
        lain = [s.jumlah for pk, s in isi.items() if pk not in tertekan]
        if not lain:
            return None
        tertekan |= {pk for pk, s in isi.items() if s.jumlah == min(lain)}
    return frozenset(tertekan)


def _aman(ditekan: Sequence[Sel]) -> bool:
    """Whether what was left out hides each other.

    That each is smaller than every published row narrows nothing: how much smaller says its other count, which is
    hidden as well, and of which the others hold k promises without the largest.
    """
    return all(sembunyi.aman(sisi, None) for sisi in ([s.tepat for s in ditekan], [s.telat for s in ditekan]))


def _jumlah(semua: Sequence[Sel]) -> Sel:
    return Sel(sum(s.tepat for s in semua), sum(s.telat for s in semua))
