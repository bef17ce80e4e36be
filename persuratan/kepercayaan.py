"""The trust store: which certificates answer for signatures. Every change is told to the trail with its reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no, require
from jejak import trail
from persuratan.keaslian.bentuk import Kepercayaan
from persuratan.models.kepercayaan import SertifikatTepercaya

DITAMBAH, DIMATIKAN, DINYALAKAN = "sertifikat_ditambah", "sertifikat_dimatikan", "sertifikat_dinyalakan"
DIHARAPKAN = {
    "b5f36672fd7cfd401e01ef640b2fe61f816f32f447b280b76f536244cf42fcdf": "Root CA Indonesia DS G1",
    "4a3ab062c4d24f60417fa28f6543ac7151c9f1fde5817bbe67f49c55ce5ffed5": "BSRE CA DS G1",
    "2178095b3cc0f6facb9e6f07feecee6327a89c6681af43ba95126b68867d02b2": "OSD LU Kelas 2",
}
"""SHA-256 of the certificates of BSrE, by which a file can be told from one that only bears the name."""
Jenis = SertifikatTepercaya.Jenis
T = TypeVar("T", bound=x509.ExtensionType)


class SertifikatDitolak(ValidationError):
    """What was given cannot be trusted; the sentence says why."""


@dataclass(frozen=True)
class Rincian:
    """What a certificate says of itself."""

    pem: str
    sha256: str
    subjek: str
    penerbit: str
    mulai: datetime
    sampai: datetime

    @property
    def dikenal(self) -> str:
        """Its name, if its fingerprint is one that we expect."""
        return DIHARAPKAN.get(self.sha256, "")

    @property
    def menyamar(self) -> str:
        """The name that it bears although its fingerprint is another's."""
        return next((nama for nama in DIHARAPKAN.values() if nama in self.subjek and not self.dikenal), "")


def may_kelola_kepercayaan(actor: Actor) -> Decision:
    """Only the system administrator says whom the portal trusts."""
    if actor.peran == Peran.ADMIN_SISTEM:
        return YES
    return no(_("Daftar sertifikat tepercaya hanya diubah oleh admin sistem."))


def rinci(teks: str, jenis: str) -> Rincian:
    """Read one certificate in PEM and see that it is fit for what it shall be trusted for. Raises SertifikatDitolak."""
    if "PRIVATE KEY" in teks:
        raise SertifikatDitolak(_("Di dalamnya ada kunci privat. Kunci itu rahasia: unggah sertifikatnya saja."))
    try:
        (sertifikat,) = x509.load_pem_x509_certificates(teks.encode())
        _periksa_jenis(sertifikat, jenis)
    except (ValueError, UnicodeError) as error:
        raise SertifikatDitolak(_("Unggah tepat satu sertifikat dalam bentuk PEM.")) from error
    return Rincian(
        pem=sertifikat.public_bytes(Encoding.PEM).decode(),
        sha256=sertifikat.fingerprint(SHA256()).hex(),
        subjek=_nama(sertifikat.subject),
        penerbit=_nama(sertifikat.issuer),
        mulai=sertifikat.not_valid_before_utc,
        sampai=sertifikat.not_valid_after_utc,
    )


def _periksa_jenis(sertifikat: x509.Certificate, jenis: str) -> None:
    """Raise SertifikatDitolak for a certificate that cannot be of that kind."""
    dasar = _ekstensi(sertifikat, x509.BasicConstraints)
    otoritas = dasar is not None and dasar.ca
    if jenis == Jenis.TSA:
        guna = _ekstensi(sertifikat, x509.ExtendedKeyUsage)
        if not otoritas and (guna is None or ExtendedKeyUsageOID.TIME_STAMPING not in guna):
            raise SertifikatDitolak(_("Sertifikat ini tidak diterbitkan untuk memberi stempel waktu."))
        return
    if not otoritas:
        raise SertifikatDitolak(_("Sertifikat ini milik perorangan atau layanan, bukan milik lembaga penerbit."))
    if jenis == Jenis.AKAR:
        try:
            sertifikat.verify_directly_issued_by(sertifikat)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise SertifikatDitolak(
                _("Sertifikat akar ditandatangani oleh dirinya sendiri; yang ini tidak. Mungkin ini perantara.")
            ) from error


def _ekstensi(sertifikat: x509.Certificate, jenis: type[T]) -> T | None:
    try:
        return sertifikat.extensions.get_extension_for_class(jenis).value
    except x509.ExtensionNotFound:
        return None


def _nama(milik: x509.Name) -> str:
    """Common name and organisation, as people know it."""
    bagian = (milik.get_attributes_for_oid(oid) for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME))
    return (", ".join(str(satu[0].value) for satu in bagian if satu) or milik.rfc4514_string())[:500]


@transaction.atomic
def tambah(*, pem: str, jenis: str, alasan: str, by: Actor, now: datetime) -> SertifikatTepercaya:
    """Trust one certificate more. Raises SertifikatDitolak, PermissionDenied."""
    require(may_kelola_kepercayaan(by))
    rincian = rinci(pem, jenis)
    if SertifikatTepercaya.objects.filter(sha256=rincian.sha256).exists():
        raise SertifikatDitolak(_("Sertifikat ini sudah ada dalam daftar. Jika mati, nyalakan lagi dari daftar."))
    sertifikat = SertifikatTepercaya.objects.create(
        pem=rincian.pem,
        sha256=rincian.sha256,
        subjek=rincian.subjek,
        penerbit=rincian.penerbit,
        mulai=rincian.mulai,
        sampai=rincian.sampai,
        jenis=jenis,
        ditambah_oleh_id=by.user_id,
        ditambah_pada=now,
        alasan=alasan,
    )
    _catat(DITAMBAH, sertifikat, by, now, alasan, jenis=jenis, dikenal=rincian.dikenal)
    return sertifikat


@transaction.atomic
def nyalakan(
    *, sertifikat: SertifikatTepercaya, aktif: bool, alasan: str, by: Actor, now: datetime
) -> SertifikatTepercaya:
    """Trust it no longer, or again. Raises SertifikatDitolak, PermissionDenied."""
    require(may_kelola_kepercayaan(by))
    sertifikat = SertifikatTepercaya.objects.select_for_update().get(pk=sertifikat.pk)
    if sertifikat.aktif == aktif:
        raise SertifikatDitolak(_("Keadaannya sudah begitu. Muat ulang daftarnya."))
    sertifikat.aktif, sertifikat.alasan = aktif, alasan
    sertifikat.save(update_fields=["aktif", "alasan"])
    _catat(DINYALAKAN if aktif else DIMATIKAN, sertifikat, by, now, alasan)
    return sertifikat


def _catat(
    kejadian: str, sertifikat: SertifikatTepercaya, by: Actor, now: datetime, alasan: str, **lain: object
) -> None:
    data = {"sha256": sertifikat.sha256, "subjek": sertifikat.subjek, "alasan": alasan, **lain}
    trail.record(kejadian=kejadian, objek=sertifikat, by=by, now=now, data=data)


def daftar() -> Kepercayaan:
    """What the checker is given."""
    isi: dict[str, list[str]] = {jenis: [] for jenis in Jenis.values}
    for jenis, pem in SertifikatTepercaya.objects.filter(aktif=True).values_list("jenis", "pem"):
        isi[jenis].append(pem)
    return Kepercayaan(tuple(isi["akar"]), tuple(isi["perantara"]), tuple(isi["tsa"]))
