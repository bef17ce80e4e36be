"""A certificate authority for trying and testing, built as the real one is: root, intermediate, signers, time stamps.

Its certificates prove nothing to anybody. Validity and revocation are the caller's, so that expired, revoked and
future certificates can be had; nothing in here reads the clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

ORGANISASI = "CA UJI - tidak berlaku"
DAFTAR = "http://crl.ca-uji.invalid/{}.crl"  # certificates of the real authority name such a list too
PUTARAN = 50_000  # of the key derivation that a passphrase goes through
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Terbitan:
    """A certificate with its private key."""

    sertifikat: x509.Certificate
    kunci: rsa.RSAPrivateKey

    @property
    def asn1(self) -> asn1_x509.Certificate:
        """The certificate as pyHanko wants it."""
        return asn1_x509.Certificate.load(self.sertifikat.public_bytes(Encoding.DER))

    @property
    def asn1_kunci(self) -> asn1_keys.PrivateKeyInfo:
        """The key as pyHanko wants it."""
        return asn1_keys.PrivateKeyInfo.load(
            self.kunci.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        )

    @property
    def pem(self) -> bytes:
        """Certificate and open key in one text."""
        return self.sertifikat.public_bytes(Encoding.PEM) + self.kunci.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )

    @classmethod
    def dari_pem(cls, isi: bytes) -> "Terbitan":
        """Read what `pem` gave."""
        return cls(x509.load_pem_x509_certificate(isi), _rsa(load_pem_private_key(isi, None)))

    def p12(self, sandi: str) -> bytes:
        """Certificate and key as a PKCS #12 file that only the passphrase opens."""
        segel = (
            PrivateFormat.PKCS12.encryption_builder()
            .kdf_rounds(PUTARAN)
            .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
            .hmac_hash(SHA256())
            .build(sandi.encode())
        )
        return pkcs12.serialize_key_and_certificates(None, self.kunci, self.sertifikat, None, segel)

    @classmethod
    def dari_p12(cls, isi: bytes, sandi: str) -> "Terbitan":
        """Open what `p12` gave. ValueError when the passphrase is not the right one."""
        if "\x00" in sandi:
            raise ValueError("sandi berisi NUL")  # on which the library underneath would panic
        kunci, sertifikat, _lain = pkcs12.load_key_and_certificates(isi, sandi.encode())
        if sertifikat is None:
            raise ValueError("tanpa sertifikat")
        return cls(sertifikat, _rsa(kunci))


def _rsa(kunci: object) -> rsa.RSAPrivateKey:
    if not isinstance(kunci, rsa.RSAPrivateKey):
        raise ValueError("bukan kunci RSA")
    return kunci


class _Penanda(SimpleSigner):
    """Keeps its key open; pyHanko's own opens and examines it anew for each signature, which takes longer than that."""

    def __init__(self, terbitan: Terbitan, rantai: CertificateStore) -> None:
        super().__init__(terbitan.asn1, terbitan.asn1_kunci, rantai)
        self._kunci = terbitan.kunci

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """RSA with PKCS #1 v1.5, as in the certificates."""
        return self._kunci.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm))


@dataclass
class CA:
    """Root and intermediate; everything else is issued by the intermediate."""

    akar: Terbitan
    menengah: Terbitan
    dicabut: dict[int, datetime] = field(default_factory=dict)

    @property
    def rantai(self) -> list[asn1_x509.Certificate]:
        """Intermediate and root, for pyHanko."""
        return [self.menengah.asn1, self.akar.asn1]

    def terbitkan(
        self, nama: str, *, sejak: datetime, sampai: datetime, jabatan: str = "", bit: int = 2048
    ) -> Terbitan:
        """A person's certificate for signing documents."""
        subjek = _nama(nama, jabatan)
        return _terbit(subjek, sejak, sampai, self.menengah, bit, ("digital_signature", "content_commitment"))

    def tsa(self, *, sejak: datetime, sampai: datetime, nama: str = "TSA Uji", bit: int = 2048) -> Terbitan:
        """A certificate for issuing time stamps (RFC 3161: critical, and for nothing else)."""
        cap = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        return _terbit(_nama(nama), sejak, sampai, self.menengah, bit, ("digital_signature",), [(cap, True)])

    def cabut(self, terbitan: Terbitan, *, pada: datetime) -> None:
        """Revoke; lists made from now on name it."""
        self.dicabut[terbitan.sertifikat.serial_number] = pada

    def crl(self, *, pada: datetime, berlaku: timedelta = timedelta(days=7)) -> list[bytes]:
        """The lists of revoked certificates (DER), of the intermediate and of the root, made at `pada`."""
        return [
            _daftar_cabut(self.menengah, pada, berlaku, self.dicabut.items()),
            _daftar_cabut(self.akar, pada, berlaku, ()),
        ]

    def penanda(self, terbitan: Terbitan) -> SimpleSigner:
        """A pyHanko signer that sends the chain along."""
        return _Penanda(terbitan, self._toko())

    def stempel(self, tsa: Terbitan, *, pada: datetime) -> DummyTimeStamper:
        """A time stamper in this process whose clock stands at `pada`."""
        return DummyTimeStamper(tsa.asn1, tsa.asn1_kunci, certs_to_embed=self._toko(), fixed_dt=pada)

    def konteks(self, *, pada: datetime) -> ValidationContext:
        """Everything needed to judge at `pada` a certificate of this authority, without any network."""
        return ValidationContext(
            trust_roots=[self.akar.asn1],
            other_certs=[self.menengah.asn1],
            crls=self.crl(pada=pada),
            moment=pada,
            allow_fetching=False,
            revocation_mode="hard-fail",
        )

    def _toko(self) -> CertificateStore:
        toko: CertificateStore = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        toko.register_multiple(self.rantai)
        return toko


def ca_baru(*, sejak: datetime, sampai: datetime, nama: str = "Uji", bit: int = 2048) -> CA:
    """A new authority whose own certificates are valid from `sejak` to `sampai`."""
    hak = ("key_cert_sign", "crl_sign")
    akar = _terbit(_nama(f"Root CA {nama}"), sejak, sampai, None, bit, hak, [(_ca(1), True)])
    menengah = _terbit(_nama(f"CA {nama} G1"), sejak, sampai, akar, bit, hak, [(_ca(0), True)])
    return CA(akar, menengah)


def _ca(jalur: int) -> x509.BasicConstraints:
    return x509.BasicConstraints(ca=True, path_length=jalur)


def _nama(nama: str, jabatan: str = "") -> x509.Name:
    isi = [(NameOID.COUNTRY_NAME, "ID"), (NameOID.ORGANIZATION_NAME, ORGANISASI), (NameOID.COMMON_NAME, nama[:64])]
    if jabatan:
        isi.append((NameOID.TITLE, jabatan[:64]))
    return x509.Name([x509.NameAttribute(oid, teks) for oid, teks in isi])


def _terbit(
    subjek: x509.Name,
    sejak: datetime,
    sampai: datetime,
    penerbit: Terbitan | None,
    bit: int,
    pemakaian: tuple[str, ...],
    tambahan: Iterable[tuple[x509.ExtensionType, bool]] = (),
) -> Terbitan:
    kunci = rsa.generate_private_key(65537, bit)
    oleh = penerbit.kunci if penerbit else kunci
    pembuat = (
        x509.CertificateBuilder()
        .subject_name(subjek)
        .issuer_name(penerbit.sertifikat.subject if penerbit else subjek)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(sejak)
        .not_valid_after(sampai)
        .add_extension(x509.KeyUsage(**{nama: nama in pemakaian for nama in USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(kunci.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(oleh.public_key()), critical=False)
    )
    if penerbit:
        tempat = x509.UniformResourceIdentifier(DAFTAR.format(penerbit.sertifikat.serial_number))
        titik = x509.DistributionPoint([tempat], None, None, None)
        pembuat = pembuat.add_extension(x509.CRLDistributionPoints([titik]), critical=False)
    for ekstensi, wajib in tambahan:
        pembuat = pembuat.add_extension(ekstensi, critical=wajib)
    return Terbitan(pembuat.sign(oleh, SHA256()), kunci)


def _daftar_cabut(
    penerbit: Terbitan, pada: datetime, berlaku: timedelta, dicabut: Iterable[tuple[int, datetime]]
) -> bytes:
    pengenal = x509.AuthorityKeyIdentifier.from_issuer_public_key(penerbit.kunci.public_key())
    daftar = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(penerbit.sertifikat.subject)
        .last_update(pada)
        .next_update(pada + berlaku)
        .add_extension(pengenal, critical=False)
        .add_extension(x509.CRLNumber(int(pada.timestamp())), critical=False)
    )
    for nomor, sejak in dicabut:
        if sejak <= pada:
            baris = x509.RevokedCertificateBuilder().serial_number(nomor).revocation_date(sejak).build()
            daftar = daftar.add_revoked_certificate(baris)
    return daftar.sign(penerbit.kunci, SHA256()).public_bytes(Encoding.DER)
