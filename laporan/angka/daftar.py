"""All figures, in the order of the dashboard."""

from collections.abc import Mapping

from laporan.angka import (
    arus,
    beban,
    cakupan,
    efektivitas,
    hps,
    jalur,
    keputusan,
    klasifikasi,
    kompensasi,
    konsultasi,
    konsultasi_kanal,
    konsultasi_subjek,
    lama,
    pengadu,
    status,
    surat,
    tepat,
    teradu,
    teradu_instansi,
    teradu_jenis,
    tiket,
    tiket_jenis,
    tiket_kanal,
    wilayah,
)
from laporan.angka.bentuk import Angka

SEMUA: Mapping[str, Angka] = {
    modul.ANGKA.kode: modul.ANGKA
    for modul in (
        beban,
        arus,
        tepat,
        lama,
        kompensasi,
        cakupan,
        efektivitas,
        status,
        keputusan,
        klasifikasi,
        hps,
        wilayah,
        teradu,
        teradu_jenis,
        teradu_instansi,
        pengadu,
        jalur,
        surat,
        tiket,
        tiket_jenis,
        tiket_kanal,
        konsultasi,
        konsultasi_kanal,
        konsultasi_subjek,
    )
}
"""Code -> figure."""
