"""Who signed, does anybody we trust answer for it, and when: judged at the trusted time, with what the file carries.

Nothing is fetched. pyHanko's functions are coroutines that never wait here, so they are run without an event loop,
which the limited child could not open.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, core, crl, ocsp, pem, x509
from pyhanko.sign.general import extract_signer_info, find_cms_attribute_iter
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.status import StandardCMSSignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from persuratan.keaslian.bentuk import Kepercayaan, Kode, Warna

TOLERANCE = timedelta(minutes=10)
"""How far a clock that signs may be ahead of ours."""

Hasil = tuple[Warna, Kode]


@dataclass
class Bahan:
    """The certificates we trust, and what the file carries for judging: certificates, lists, answers."""

    akar: list[x509.Certificate]
    tsa: list[x509.Certificate]
    lain: list[x509.Certificate]
    daftar: list[crl.CertificateList] = field(default_factory=list)
    jawaban: list[ocsp.OCSPResponse] = field(default_factory=list)

    @classmethod
    def dari(cls, kepercayaan: Kepercayaan) -> "Bahan":
        """From the trust store."""
        return cls(*(_certificates(texts) for texts in (kepercayaan.akar, kepercayaan.tsa, kepercayaan.perantara)))

    def tambah(self, jenis: str, isi: bytes) -> None:
        """Something out of the file's DSS; what cannot be read is left out, and then proves nothing."""
        try:
            if jenis == "/Certs":
                certificate = x509.Certificate.load(isi, strict=True)
                certificate.public_key, certificate.issuer_serial  # noqa: B018 - read now, not later
                self.lain.append(certificate)
            elif jenis == "/CRLs":
                self.daftar.append(crl.CertificateList.load(isi, strict=True))
            else:
                self.jawaban.append(ocsp.OCSPResponse.load(isi, strict=True))
        except (ValueError, TypeError):
            return

    def konteks(self, moment: datetime, *, tsa: bool = False) -> ValidationContext:
        """Everything that pyHanko needs to judge at `moment`."""
        return ValidationContext(
            trust_roots=self.akar + (self.tsa if tsa else []),
            other_certs=self.lain,
            crls=self.daftar,
            ocsps=self.jawaban,
            moment=moment,
            best_signature_time=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
            retroactive_revinfo=True,  # what was made later tells of that moment too
        )


@dataclass(frozen=True)
class Saksi:
    """A time and whether somebody whom we trust answers for it."""

    pada: datetime | None
    terjamin: bool
    hasil: Hasil


@dataclass(frozen=True)
class Nilai:
    """What one signature's mathematics and its chain say."""

    utuh: bool
    sah: bool
    sari: str
    penanda: x509.Certificate
    rantai: Hasil
    saksi: Saksi


def jalankan(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    coroutine.close()
    raise RuntimeError("waits for something")


def nilai_tanda(
    data: cms.SignedData,
    digest: Callable[[str], bytes],
    bahan: Bahan,
    now: datetime,
    *,
    pengakuan: datetime | None,
    stempel: datetime | None,
) -> Nilai:
    """Judge a signature. `pengakuan`: the time that the PDF claims; `stempel`: that of a trusted stamp laid over it."""
    info = extract_signer_info(data)
    bahan_tanda = _dengan_arsip(bahan, info)
    claimed = generic_cms.extract_self_reported_ts(info) or pengakuan
    saksi = _saksi(info, digest, bahan_tanda, now, claimed)
    if stempel and not saksi.terjamin and saksi.hasil[0] is not Warna.MERAH:
        saksi = Saksi(stempel, True, (Warna.HIJAU, Kode.STEMPEL))
    moment = saksi.pada if saksi.terjamin and saksi.pada else now
    algorithm = info["digest_algorithm"]["algorithm"].native.lower()
    status = _status(data, digest(algorithm), bahan_tanda, moment)
    rantai = _rantai(status, bahan_tanda, moment)
    if rantai[1] is Kode.KEDALUWARSA and not saksi.terjamin and claimed and claimed < now:
        then = _status(data, digest(algorithm), bahan_tanda, claimed)
        if _rantai(then, bahan_tanda, claimed)[1] is Kode.TEPERCAYA:
            rantai = (Warna.ABU, Kode.KEDALUWARSA_TANPA_WAKTU)
    return Nilai(status.intact, status.valid, algorithm, status.signing_cert, rantai, saksi)


def nilai_stempel(data: cms.SignedData, digest: Callable[[str], bytes], bahan: Bahan) -> Nilai:
    """Judge a document time stamp."""
    status = _stempel(data, digest, bahan)
    rantai = _rantai(status, bahan, status.timestamp, bahan.tsa)
    trusted = rantai[1] is Kode.TEPERCAYA
    return Nilai(
        status.intact,
        status.valid,
        status.md_algorithm,
        status.signing_cert,
        rantai,
        Saksi(status.timestamp, trusted, _hasil_stempel(status, trusted)),
    )


def _status(data: cms.SignedData, digest: bytes, bahan: Bahan, moment: datetime) -> StandardCMSSignatureStatus:
    settings = StandardCMSSignatureStatus.default_usage_constraints()
    parts = jalankan(
        generic_cms.cms_basic_validation(
            data, raw_digest=digest, validation_context=bahan.konteks(moment), key_usage_settings=settings
        )
    )
    return StandardCMSSignatureStatus(**parts)


def _stempel(data: cms.SignedData, digest: Callable[[str], bytes], bahan: Bahan) -> TimestampSignatureStatus:
    """A time stamp is judged at the time that it states itself."""
    moment = data["encap_content_info"]["content"].parsed["gen_time"].native
    parts = jalankan(generic_cms.validate_tst_signed_data(data, bahan.konteks(moment, tsa=True), digest))
    return TimestampSignatureStatus(**parts)


def _hasil_stempel(status: TimestampSignatureStatus, trusted: bool) -> Hasil:
    if not (status.intact and status.valid):
        return Warna.MERAH, Kode.STEMPEL_RUSAK
    return (Warna.HIJAU, Kode.STEMPEL) if trusted else (Warna.ABU, Kode.STEMPEL_TIDAK_DIKENAL)


def _saksi(
    info: cms.SignerInfo, digest: Callable[[str], bytes], bahan: Bahan, now: datetime, claimed: datetime | None
) -> Saksi:
    """The best witness of the time: a time stamp that we trust, else one that we do not, else the signer's word."""
    found: list[Saksi] = []
    for data in generic_cms.extract_tst_data_iter(info, signed=False):
        status = _stempel(data, generic_cms.message_imprint_checker(info), bahan)
        trusted = status.intact and _rantai(status, bahan, status.timestamp, bahan.tsa)[1] is Kode.TEPERCAYA
        if status.timestamp > now + TOLERANCE:
            return Saksi(status.timestamp, False, (Warna.MERAH, Kode.MASA_DEPAN))
        found.append(Saksi(status.timestamp, trusted, _hasil_stempel(status, trusted)))
    if found:
        rank = (Warna.HIJAU, Warna.ABU, Warna.MERAH)
        best = min(found, key=lambda saksi: rank.index(saksi.hasil[0]))
        return best if best.terjamin else Saksi(claimed, False, best.hasil)
    if claimed is None:
        return Saksi(None, False, (Warna.ABU, Kode.TANPA_WAKTU))
    if claimed > now + TOLERANCE:
        return Saksi(claimed, False, (Warna.MERAH, Kode.MASA_DEPAN))
    return Saksi(claimed, False, (Warna.ABU, Kode.PENGAKUAN))


REASONS = {
    "REVOKED_NO_POE": (Warna.MERAH, Kode.DICABUT),
    "REVOKED_CA_NO_POE": (Warna.MERAH, Kode.DICABUT),
    "REVOKED": (Warna.MERAH, Kode.DICABUT),
    "OUT_OF_BOUNDS_NO_POE": (Warna.MERAH, Kode.KEDALUWARSA),
    "EXPIRED": (Warna.MERAH, Kode.KEDALUWARSA),
    "NOT_YET_VALID": (Warna.MERAH, Kode.BELUM_BERLAKU),
    "CRYPTO_CONSTRAINTS_FAILURE": (Warna.ABU, Kode.ALGORITMA_LEMAH),
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": (Warna.ABU, Kode.ALGORITMA_LEMAH),
    "TRY_LATER": (Warna.ABU, Kode.TIDAK_DIPERIKSA),
}


def _rantai(
    status: StandardCMSSignatureStatus | TimestampSignatureStatus,
    bahan: Bahan,
    moment: datetime,
    tambahan: list[x509.Certificate] | None = None,
) -> Hasil:
    """Turn pyHanko's reasons into ours, and look at the validity of the root too, which pyHanko takes for granted."""
    cert, path = status.signing_cert, status.validation_path
    if not (bahan.akar or tambahan):
        return Warna.ABU, Kode.TANPA_AKAR
    if not status.valid:
        return Warna.ABU, Kode.TIDAK_DIPERIKSA
    if status.revoked:
        return Warna.MERAH, Kode.DICABUT
    if status.trust_problem_indic is None and path is not None:
        return _pada_waktunya([certificate for certificate in path if certificate is not None], moment)
    reason = str(getattr(status.trust_problem_indic, "name", ""))
    if reason in REASONS:
        return REASONS[reason]
    if cert.self_issued and cert.sha256 not in {akar.sha256 for akar in bahan.akar}:
        return Warna.ABU, Kode.BUATAN_SENDIRI
    if reason == "NO_CERTIFICATE_CHAIN_FOUND" or path is None:
        if path is None and reason == "CHAIN_CONSTRAINTS_FAILURE":
            return Warna.MERAH, Kode.BUKAN_UNTUK_INI
        return Warna.ABU, Kode.TIDAK_DIKENAL
    within = _pada_waktunya([certificate for certificate in path if certificate is not None], moment)
    return within if within[1] is not Kode.TEPERCAYA else (Warna.MERAH, Kode.BUKAN_UNTUK_INI)


def _pada_waktunya(path: list[x509.Certificate], moment: datetime) -> Hasil:
    """Were all certificates of the chain, its root included, valid at that moment?"""
    if any(moment < certificate.not_valid_before for certificate in path):
        return Warna.MERAH, Kode.BELUM_BERLAKU
    if any(moment > certificate.not_valid_after for certificate in path):
        return Warna.MERAH, Kode.KEDALUWARSA
    return Warna.HIJAU, Kode.TEPERCAYA


def _dengan_arsip(bahan: Bahan, info: cms.SignerInfo) -> Bahan:
    """With the revocation data that Adobe's programs put inside the signature."""
    more = Bahan(bahan.akar, bahan.tsa, bahan.lain, list(bahan.daftar), list(bahan.jawaban))
    if info["signed_attrs"] is core.VOID:
        return more
    for archive in find_cms_attribute_iter(info["signed_attrs"], "adobe_revocation_info_archival"):
        more.daftar += list(archive["crl"] or ())
        more.jawaban += list(archive["ocsp"] or ())
    return more


def _certificates(texts: tuple[str, ...]) -> list[x509.Certificate]:
    found = []
    for text in texts:
        found += [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(text.encode(), multiple=True)]
    return found
