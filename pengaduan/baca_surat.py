"""What a letter of complaint says, read from its text as far as it keeps to the template of Pasal 4. Pure."""

import re
from dataclasses import dataclass

from pengaduan.pilihan import KategoriPengadaan

# field -> how the template and its writers name it, the longer names first
NAMA: dict[str, str] = {
    "nama_paket": r"nama\s+paket(?:\s+(?:pekerjaan|pengadaan))?|paket\s+pekerjaan|nama\s+(?:pekerjaan|tender)",
    "kode": r"kode\s+(?:rup|rencana\s+umum\s+pengadaan)\s*(?:dan|/|&)\s*(?:kode\s+)?tender",
    "kode_rup": r"(?:kode|id|nomor)\s+(?:rup|sirup|rencana\s+umum\s+pengadaan)",
    "kode_tender": r"(?:kode|id|nomor)\s+(?:tender|lelang|paket)",
    "instansi": r"instansi(?:\s+pemilik\s+paket)?|k/?l/?pd|satuan\s+kerja|nama\s+instansi",
    "kategori": r"kategori(?:\s+pengadaan)?|jenis\s+pengadaan",
    "tahun_anggaran": r"tahun\s+anggaran|t\.?a\.?",
    "lokasi": r"lokasi(?:\s+pekerjaan)?",
    "hps": r"(?:nilai\s+)?(?:hps|pagu)(?:\s+anggaran)?",
    "waktu_kejadian": r"waktu\s+kejadian|tanggal\s+kejadian",
    "uraian": r"uraian(?:\s+(?:singkat\s+)?pengaduan)?|kronologi(?:s)?",
    "sumber_lain": r"sumber\s+informasi(?:\s+lain(?:nya)?)?",
    "": r"bukti(?:\s*/?\s*informasi)?(?:\s+(?:yang\s+)?(?:pendukung|mendukung).*)?|lampiran|demikian.*|hormat\s+kami.*",
}
BUTIR = r"^\s*(?:(?:\d{1,2}|[a-zA-Z])[.)]|[-*•–])?\s*"
BARIS = {k: re.compile(rf"{BUTIR}(?:{v})\s*(?:[:=;]\s*(?P<isi>.*)|\.?\s*$)", re.IGNORECASE) for k, v in NAMA.items()}
PANJANG = {
    "nama_paket": 3,
    "kode": 3,
    "kode_rup": 3,
    "kode_tender": 2,
    "uraian": 400,
    "sumber_lain": 30,
}  # lines that an item may go on for; others have one
RUP = re.compile(r"\bRUP\b\D{0,25}(\d{8})\b", re.IGNORECASE)
TENDER = re.compile(r"\b(?:tender|lelang)\b\D{0,25}(\d{11}|\d{7,8})\b", re.IGNORECASE)
TAHUN = re.compile(r"\b(20[0-4]\d)\b")
ANGGARAN = re.compile(r"\b(?:tahun\s+anggaran|T\.?A\.?)\s*:?\s*(20[0-4]\d)\b", re.IGNORECASE)
RUPIAH = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{5,}")
MAKS_URAIAN = 20_000
# the first that fits, by words that stand in what was written
KATEGORI: tuple[tuple[str, str], ...] = (
    ("terintegrasi|rancang bangun", KategoriPengadaan.KONSTRUKSI_TERINTEGRASI),
    ("konsultan.*perorangan|perorangan.*konsultan", KategoriPengadaan.KONSULTANSI_PERORANGAN),
    ("konsultan.*non|non.?konstruksi", KategoriPengadaan.KONSULTANSI_BU_NON),
    ("konsultan|perencana|pengawas", KategoriPengadaan.KONSULTANSI_BU),
    ("konstruksi|pembangunan", KategoriPengadaan.KONSTRUKSI),
    ("barang", KategoriPengadaan.BARANG),
    ("jasa lain|lainnya", KategoriPengadaan.LAINNYA),
)


@dataclass(frozen=True)
class Terbaca:
    """What was found, as the form takes it; empty where the letter says nothing."""

    nama_paket: str = ""
    kode_rup: str = ""
    kode_tender: str = ""
    instansi: str = ""
    kategori: str = ""
    tahun_anggaran: str = ""
    lokasi: str = ""
    hps: str = ""
    waktu_kejadian: str = ""
    uraian: str = ""
    sumber_lain: str = ""


def baca(teks: str) -> Terbaca:
    """Read a letter. What stands in the template's lines goes before what only looks like a code."""
    butir = {k: v for k, v in _butir(teks.splitlines()).items() if v}
    kode = butir.get("kode", "")
    rup = re.findall(r"\b\d{8}\b", butir.get("kode_rup", kode)) or RUP.findall(teks)
    tender = re.findall(r"\b(?:\d{11}|\d{7})\b", butir.get("kode_tender", kode)) or TENDER.findall(teks)
    tahun = TAHUN.findall(butir.get("tahun_anggaran", "")) or ANGGARAN.findall(teks)
    rupiah = RUPIAH.findall(butir.get("hps", ""))
    return Terbaca(
        nama_paket=butir.get("nama_paket", "")[:500],
        kode_rup="; ".join(k for k in dict.fromkeys(rup) if k not in tender),
        kode_tender=tender[0] if tender else "",
        instansi=butir.get("instansi", "")[:200],
        kategori=_kategori(butir.get("kategori", "")),
        tahun_anggaran=tahun[0] if tahun else "",
        lokasi=butir.get("lokasi", "")[:118],
        hps=rupiah[0] if rupiah else "",
        waktu_kejadian=butir.get("waktu_kejadian", "")[:300],
        uraian=butir.get("uraian", "")[:MAKS_URAIAN],
        sumber_lain=butir.get("sumber_lain", "")[:5000],
    )


def _butir(baris: list[str]) -> dict[str, str]:
    """The items by their lines; a longer one goes on until the next item begins."""
    hasil: dict[str, list[str]] = {}
    kini = ""
    for satu in baris:
        nama, isi = _awal(satu)
        if nama is not None:
            kini = nama
            if kini not in hasil:
                hasil[kini] = [isi] if isi else []
        elif kini and len(hasil[kini]) < PANJANG.get(kini, 1):
            hasil[kini].append(satu.strip())
    return {k: ("\n" if k in {"uraian", "sumber_lain"} else " ").join(v).strip(" .;:\n") for k, v in hasil.items()}


def _awal(satu: str) -> tuple[str | None, str]:
    """Which item a line begins, and what stands behind its name."""
    for nama, pola in BARIS.items():
        if cocok := pola.match(satu):
            return nama, (cocok["isi"] or "").strip()
    return None, ""


def _kategori(teks: str) -> str:
    return next((str(k) for pola, k in KATEGORI if re.search(pola, teks, re.IGNORECASE)), "")
