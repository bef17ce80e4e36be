"""Words for the blind index: a few real ones in front, many made of syllables behind, and some planted rarely.

Rank r is drawn with a probability proportional to 1/r (Zipf), as words in texts are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from akun import blind

NYATA = """pengadaan paket tender penawaran pokja penyedia dokumen syarat evaluasi pemenang kontrak pekerjaan
jaminan teknis adendum jadwal pengumuman spesifikasi merek harga perusahaan alat pengalaman sertifikat sanggah
personel jembatan jalan gedung sekolah puskesmas rumah sakit obat laboratorium komputer kendaraan konsultan
perencanaan pengawasan renovasi drainase irigasi pasar pelabuhan bandara listrik internet aplikasi seragam buku
pupuk benih ternak perahu sumur pipa aspal beton semen baja kayu material volume mutu foto warga kampung distrik
lapangan saksi rekening pembayaran termin denda addendum pagu anggaran bupati dinas bagian sekretaris panitia"""
AWAL = "ba be bi bo da de di ga ge go ja ka ke ko la le ma me mo na pa pe ra sa se ta te ti wa ya"
TENGAH = "bar ding kan lam mur nas pok rang sip tun wer yan ling tap gor mek dul san rup jet"
AKHIR = "ta ri no ku la si mo du pa ke ja wi ne ba go lu ma ti ro sa de"
BANYAK = 12_000
LANGKA = 200
TIAP = 200
"""Every TIAP-th complaint carries one of the rare words: with 200,000 complaints each stands in five."""


@dataclass(frozen=True)
class Vocabulary:
    """Words with their blind numbers: `kata` by rank, `langka` the planted ones."""

    kata: dict[str, int]
    langka: dict[str, int]

    def sering(self) -> list[str]:
        """Words that stand in a third to two thirds of all texts."""
        return list(self.kata)[4:12]


def _numbered(words: Iterable[str], known: set[int], most: int) -> dict[str, int]:
    """Words with their number, as the portal computes it; words that share a stem with an earlier one are left out."""
    found: dict[str, int] = {}
    for word in words:
        if len(found) == most:
            break
        numbers = blind.index(word)
        if len(numbers) == 1 and numbers[0] not in known:
            known.add(numbers[0])
            found[word] = numbers[0]
    return found


def build(banyak: int = BANYAK) -> Vocabulary:
    """The vocabulary under the search key of this run."""
    known: set[int] = set()
    made = ("".join(parts) for parts in product(AWAL.split(), TENGAH.split(), AKHIR.split()))
    kata = _numbered(NYATA.split(), known, banyak)
    kata |= _numbered(made, known, banyak - len(kata))
    rare = ("x" + "".join(parts) for parts in product(AWAL.split(), AKHIR.split()))
    return Vocabulary(kata=kata, langka=_numbered(rare, known, LANGKA))
