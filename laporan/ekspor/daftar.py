"""All lists that can be taken along."""

from collections.abc import Mapping

from laporan.ekspor import inspektorat, kasus, layanan, meja, surat
from laporan.ekspor.bentuk import Ekspor

SEMUA: Mapping[str, Ekspor] = {
    satu.kode: satu for bagian in (kasus, surat, layanan, meja, inspektorat) for satu in bagian.EKSPOR.values()
}
