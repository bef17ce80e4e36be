"""The verdict on one file, reached inside the limited child: all signatures, what came after them, and the summary."""

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError

from persuratan.keaslian import jejak, rantai, struktur
from persuratan.keaslian.bentuk import NAMA_BARIS, Baris, Kepercayaan, Kode, Putusan, TandaTangan, Warna
from persuratan.keaslian.cakupan import Sesudah
from persuratan.keaslian.struktur import TidakDiperiksa

SIZE = 20 * 1024 * 1024
SUBFILTERS = {
    "/Sig": ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/PBAD.PAdES"),
    "/DocTimeStamp": ("/ETSI.RFC3161",),
}
LEMAH = frozenset({"md2", "md4", "md5"})
"""Digests for which two different letters can be made that have the same."""
BERAT = {Warna.HIJAU: 0, Warna.ABU: 1, Warna.MERAH: 2}
Hasil = tuple[Warna, Kode]
BELUM: Hasil = (Warna.ABU, Kode.TIDAK_DIPERIKSA)


def nilai(data: bytes, kepercayaan: Kepercayaan, now: datetime) -> Putusan:
    """The verdict, still without sentences. Raises TidakDiperiksa, and whatever the libraries raise."""
    if len(data) > SIZE:
        raise TidakDiperiksa(Kode.TERLALU_BESAR)
    if b"%PDF-" not in data[:1024]:
        raise TidakDiperiksa(Kode.BUKAN_PDF)
    tapak = jejak.cari(data)
    temuan = struktur.telusuri(data)
    if not (temuan.tanda or tapak.ada or temuan.lepas):
        if temuan.pulih or jejak.terpotong(data):  # what was cut off may have held a signature
            raise TidakDiperiksa(Kode.RUSAK)
        return _putusan((), Warna.TANPA_TANDA_TANGAN, Kode.TANPA, tuple(_kosong(nama) for nama in NAMA_BARIS))
    semua = _semua(data, temuan, kepercayaan, now)
    terhitung = Counter(tanda.rentang for tanda in temuan.tanda)
    lengkap = bool(semua) and not (temuan.lepas or tapak.tak_terbaca) and terhitung == tapak.rentang
    return gabung(tuple(semua), lengkap)


def gabung(tanda: tuple[TandaTangan, ...], lengkap: bool) -> Putusan:
    """One verdict from those on each signature; `lengkap`: was every trace of a signature examined?"""
    baris = tuple(_terberat([satu.baris[nomor] for satu in tanda], nama) for nomor, nama in enumerate(NAMA_BARIS))
    if not lengkap and baris[1].warna is not Warna.MERAH:
        baris = (baris[0], Baris("cakupan", Warna.MERAH, Kode.JEJAK), *baris[2:])
    warna, alasan = _warna(baris)
    if warna is Warna.HIJAU and all(satu.stempel_waktu for satu in tanda):
        return _putusan(tanda, warna, Kode.HANYA_STEMPEL, baris, ringkasan=Warna.ABU)
    return _putusan(tanda, warna, alasan, baris)


def _warna(baris: tuple[Baris, ...]) -> tuple[Warna, Kode]:
    """The colour of the document: its first two lines, and a certificate that was revoked."""
    penentu = [*baris[:2], *([baris[2]] if baris[2].kode == Kode.DICABUT else [])]
    terberat = max(penentu, key=lambda satu: BERAT[satu.warna])
    return terberat.warna, Kode(terberat.kode if terberat.warna is not Warna.HIJAU else baris[1].kode)


def ringkas(warna: Warna, baris: tuple[Baris, ...]) -> Baris | None:
    """The line because of which one may not rely on the file; None when one may."""
    lain = [satu for satu in baris[2:] if satu.warna is Warna.MERAH]
    if warna is not Warna.MERAH and lain:
        return lain[0]
    if warna is not Warna.HIJAU:
        return max(baris, key=lambda satu: BERAT[satu.warna])
    return baris[2] if baris[2].warna is not Warna.HIJAU else None


def _putusan(
    tanda: tuple[TandaTangan, ...],
    warna: Warna,
    alasan: Kode,
    baris: tuple[Baris, ...],
    *,
    ringkasan: Warna | None = None,
) -> Putusan:
    if ringkasan is None and tanda:
        penyebab = ringkas(warna, baris)
        ringkasan = penyebab.warna if penyebab else Warna.HIJAU
        if penyebab and warna is Warna.HIJAU:
            alasan = Kode(penyebab.kode)
    return Putusan(warna, ringkasan or warna, alasan, "", baris, tanda, 0.0, 0)


def _kosong(nama: str) -> Baris:
    return Baris(nama, Warna.ABU, Kode.TIDAK_ADA)


def _terberat(baris: list[Baris], nama: str) -> Baris:
    return max(baris, key=lambda satu: BERAT[satu.warna], default=Baris(nama, *BELUM))


def _semua(data: bytes, temuan: struktur.Temuan, kepercayaan: Kepercayaan, now: datetime) -> list[TandaTangan]:
    """Judge every signature, in the order in which they were laid on; time stamps first, they are witnesses."""
    bahan = rantai.Bahan.dari(kepercayaan)
    for jenis, isi in temuan.dss:
        bahan.tambah(jenis, isi)
    sesudah = Sesudah(data, [tanda.rentang for tanda in temuan.tanda], temuan.objek)
    hasil: dict[int, TandaTangan] = {}
    stempel: list[tuple[int, datetime]] = []
    urutan = sorted(temuan.tanda, key=lambda tanda: (tanda.jenis != "/DocTimeStamp", sum(tanda.rentang[2:])))
    for tanda in urutan:
        hasil[id(tanda)] = satu = _satu(data, tanda, bahan, now, sesudah, stempel)
        if satu.stempel_waktu and satu.terjamin and satu.pada and satu.baris[0].warna is Warna.HIJAU:
            stempel.append((sum(tanda.rentang[2:]), satu.pada))
    return [hasil[id(tanda)] for tanda in sorted(urutan, key=lambda tanda: sum(tanda.rentang[2:]))]


def _satu(
    data: bytes,
    tanda: struktur.Tanda,
    bahan: rantai.Bahan,
    now: datetime,
    sesudah: Sesudah,
    stempel: list[tuple[int, datetime]],
) -> TandaTangan:
    """Judge one signature."""
    di = jejak.rentang(data, tanda.rentang)
    if tanda.subfilter not in SUBFILTERS.get(tanda.jenis, ()):
        return _tak_dinilai((Warna.MERAH, Kode.TIDAK_DIDUKUNG), (Warna.MERAH, Kode.JEJAK))
    if di is None:
        return _tak_dinilai((Warna.MERAH, Kode.TANDA_RUSAK), (Warna.MERAH, Kode.SEBAGIAN))
    cakupan = sesudah.cakupan(tanda.rentang, di)
    try:
        signed = _baca(jejak.isi_tanda(data, di))
        if tanda.jenis == "/DocTimeStamp":
            satu = rantai.nilai_stempel(signed, _pencerna(data, di), bahan)
        else:
            di_atas = [pada for akhir, pada in stempel if akhir >= di.akhir]
            satu = rantai.nilai_tanda(
                signed,
                _pencerna(data, di),
                bahan,
                now,
                pengakuan=_tanggal(tanda.pengakuan),
                stempel=min(di_atas, default=None),
            )
    except (SignatureValidationError, CMSExtractionError, CMSStructuralError):
        return _tak_dinilai((Warna.MERAH, Kode.TANDA_RUSAK), cakupan)
    integritas = (Warna.HIJAU, Kode.UTUH) if satu.utuh and satu.sah else (Warna.MERAH, Kode.BERUBAH)
    if satu.utuh and not satu.sah:
        integritas = (Warna.MERAH, Kode.TANDA_RUSAK)
    elif satu.utuh and satu.sari in LEMAH:
        integritas = (Warna.ABU, Kode.ALGORITMA_LEMAH)
    return TandaTangan(
        nama=_nama(satu.penanda.subject),
        penerbit=_nama(satu.penanda.issuer),
        pada=satu.saksi.pada,
        terjamin=satu.saksi.terjamin,
        baris=_empat(integritas, cakupan, satu.rantai, satu.saksi.hasil),
        stempel_waktu=tanda.jenis == "/DocTimeStamp",
    )


def _baca(isi: bytes) -> cms.SignedData:
    """The CMS object. Raises SignatureValidationError for anything else."""
    try:
        message = cms.ContentInfo.load(isi)
        if isi[len(message.dump()) :].strip(b"\0"):
            raise SignatureValidationError("something is hidden behind the signature")
        signed = message["content"]
        if message["content_type"].native != "signed_data" or len(signed["signer_infos"]) != 1:
            raise SignatureValidationError("not one signature")
    except (ValueError, TypeError, KeyError) as error:
        raise SignatureValidationError("unreadable") from error
    return signed


def _pencerna(data: bytes, di: jejak.Rentang) -> Callable[[str], bytes]:
    """The digest of the signed bytes, by the name of its algorithm."""

    def cerna(nama: str) -> bytes:
        digest = hashlib.new(nama.lower().replace("-", "_") if nama.lower().startswith("sha3") else nama.lower())
        digest.update(memoryview(data)[: di.buka])
        digest.update(memoryview(data)[di.tutup : di.akhir])
        return digest.digest()

    return cerna


def _tanggal(tulisan: str) -> datetime | None:
    try:
        waktu = parse_pdf_date(tulisan, strict=False)
    except (PdfReadError, ValueError, OverflowError):
        return None
    return waktu if waktu.tzinfo else None


def _nama(milik: x509.Name) -> str:
    """How a certificate calls its holder: the most particular name in it that can be read."""
    for jenis in ("common_name", "organizational_unit_name", "organization_name"):
        for bagian in (satu for rdn in milik.chosen for satu in rdn):
            if bagian["type"].native == jenis:
                try:
                    return str(bagian["value"].native)[:200]
                except ValueError:
                    continue
    return ""


def _empat(*hasil: Hasil) -> tuple[Baris, ...]:
    return tuple(Baris(nama, warna, kode) for nama, (warna, kode) in zip(NAMA_BARIS, hasil, strict=True))


def _tak_dinilai(integritas: Hasil, cakupan: Hasil) -> TandaTangan:
    return TandaTangan("", "", None, False, _empat(integritas, cakupan, BELUM, BELUM))
