"""A complainant at his browser: fills in the form step by step, without script."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pengaduan import draf
from pengaduan.models import DrafPengaduan

IDENTITAS = {
    "tingkat": "rahasia",
    "nama": "Yohana Kenari Wambrauw",
    "surel": "yohana.kenari@pelapor.example",
    "telepon": "0812-7777-0042",
    "nik": "",
}
PAKET = {
    "nama_paket": "Pembangunan Puskesmas Rawat Inap Distrik Mandobo",
    "kode_rup": "56123407; 44204347",
    "kode_tender": "10102858000",
    "instansi": "kab. boven digoel",
    "kategori": "konstruksi",
    "tahun_anggaran": "2026",
    "wilayah": "Kabupaten Boven Digoel",
    "lokasi": "Distrik Mandobo",
    "hps": "8.312.775.000",
}
KEJADIAN = {
    "uraian": "Syarat alat berat ditambahkan dua hari sebelum batas penawaran, sehingga hanya satu yang lolos.",
    "waktu_kejadian": "3 Agustus 2026",
    "jenis_pelanggaran": "persaingan_tidak_sehat.persekongkolan",
    "teradu-TOTAL_FORMS": "2",
    "teradu-INITIAL_FORMS": "0",
    "teradu-0-peran": "pokja",
    "teradu-0-nama": "Pokja 3",
    "teradu-1-peran": "penyedia",
    "teradu-1-nama": "PT Contoh Jaya",
}
TANPA_BUKTI = {"tanpa_bukti": "on", "alasan_tanpa_bukti": "Dokumennya dipegang panitia.", "sumber_lain": ""}
LENGKAP: dict[str, dict[str, Any]] = {
    "saluran": {"maksud": "pengaduan"},
    "identitas": IDENTITAS,
    "paket": PAKET,
    "kejadian": KEJADIAN,
    "bukti": TANPA_BUKTI,
}


def url(langkah: str) -> str:
    return reverse(f"pengaduan:baru_{langkah}")


def mulai(client: Client, **post: str) -> DrafPengaduan:
    """Begin a draft in this browser."""
    client.post(reverse("pengaduan:mulai"), post)
    found = draf.cari(client.session["draf"])
    assert found is not None
    return found


def tersimpan(client: Client) -> draf.Isi:
    """What the draft of this browser holds by now."""
    row = draf.cari(client.session["draf"])
    assert row is not None
    return draf.isi(row)


def isi(client: Client, **langkah: dict[str, Any]) -> DrafPengaduan:
    """Begin a draft and fill in every step, some differently."""
    row = mulai(client)
    for nama, data in (LENGKAP | langkah).items():
        client.post(url(nama), data)
    return row


def kirim(client: Client, **langkah: dict[str, Any]) -> Any:
    """Fill in everything and send."""
    isi(client, **langkah)
    return client.post(url("tinjau"), {"setuju": "on"})


def unggahan(nama: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, data)
