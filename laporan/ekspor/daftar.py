"""All lists that can be taken along."""

from collections.abc import Mapping

from laporan.ekspor import gangguan, inspektorat, kasus, layanan, meja, surat, tanya_jawab, tenggat
from laporan.ekspor.bentuk import Ekspor

BAGIAN = (kasus, surat, layanan, meja, tanya_jawab, gangguan, tenggat, inspektorat)
SEMUA: Mapping[str, Ekspor] = {satu.kode: satu for bagian in BAGIAN for satu in bagian.EKSPOR.values()}
