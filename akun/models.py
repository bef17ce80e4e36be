"""Users and the offices they act for; regions, institutions, LKPP's units; receipts."""

import uuid
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from akun.actor import PETUGAS, Peran


class Wilayah(models.Model):
    """A province, kabupaten or kota with its Kemendagri code; `otonom` has a government of its own."""

    kode = models.CharField(max_length=5, primary_key=True)
    induk = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="anak")
    jenis = models.CharField(max_length=30)
    nama = models.CharField(max_length=100)
    otonom = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["kode"]
        verbose_name_plural = "wilayah"

    def __str__(self) -> str:
        return self.nama


class Instansi(models.Model):
    """A ministry, agency or local government (K/L/PD) that buys."""

    class Jenis(models.TextChoices):
        """Kinds as in LKPP's K/L/PD master."""

        KEMENTERIAN = "kementerian", _("Kementerian")
        LEMBAGA = "lembaga", _("Lembaga")
        PROVINSI = "provinsi", _("Provinsi")
        KABUPATEN = "kabupaten", _("Kabupaten")
        KOTA = "kota", _("Kota")

    nama = models.CharField(max_length=200)
    jenis = models.CharField(max_length=20, choices=Jenis)
    wilayah = models.OneToOneField(Wilayah, on_delete=models.PROTECT, null=True, blank=True)
    kd_klpd = models.CharField(max_length=5, unique=True, null=True, blank=True)
    alias = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = [Lower("nama")]
        verbose_name_plural = "instansi"
        constraints: ClassVar = [models.UniqueConstraint(Lower("nama"), name="instansi_satu_nama")]

    def __str__(self) -> str:
        return self.nama


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by whose they are."""

    def lkpp(self) -> Self:
        """Those of LKPP itself."""
        return self.filter(jenis=Unit.Jenis.LKPP)


class Unit(models.Model):
    """A unit of LKPP, or an LPSE that it serves. The organisation chart is data: names change."""

    class Jenis(models.TextChoices):
        """Whose unit it is."""

        LKPP = "lkpp", _("Unit LKPP")
        LPSE = "lpse", _("LPSE")

    kode = models.CharField(max_length=30, unique=True)
    nama = models.CharField(max_length=150)
    jenis = models.CharField(max_length=10, choices=Jenis, default=Jenis.LKPP, db_default=Jenis.LKPP)
    induk = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kode"]

    def __str__(self) -> str:
        return self.nama


class Pejabat(models.Model):
    """An office of LKPP that letters are addressed to; a post, not a person."""

    jabatan = models.CharField(max_length=150, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)

    class Meta:
        verbose_name_plural = "pejabat"

    def __str__(self) -> str:
        return self.jabatan


class UserManager(BaseUserManager["User"]):
    """Users are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user; the role defaults to a member of the public."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Addresses differ in more than case or not at all."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody with an account: a member of the public, LKPP staff, an inspector."""

    email = models.EmailField(_("Alamat e-mail"), unique=True)
    nama = models.CharField(_("Nama"), max_length=150)
    peran = models.CharField(_("Peran"), max_length=30, choices=Peran, default=Peran.PENGADU)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True)
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, null=True, blank=True)
    konflik = models.ManyToManyField(
        Instansi, blank=True, related_name="+", verbose_name=_("Instansi dengan benturan kepentingan")
    )
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    sesi_versi = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.nama or self.email

    def get_session_auth_hash(self) -> str:
        """What a session has to fit: a new password ends the sessions of before, and so does the next `sesi_versi`."""
        lama = super().get_session_auth_hash()
        return salted_hmac("akun.sesi", f"{lama}:{self.sesi_versi}", algorithm="sha256").hexdigest()

    @property
    def is_petugas(self) -> bool:
        """Works at LKPP or an inspectorate, so the second factor is not optional."""
        return self.peran in PETUGAS

    @property
    def is_staff(self) -> bool:
        """May enter the reference-data pages (Django admin)."""
        return self.is_active and self.peran == Peran.ADMIN_SISTEM

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Reference data belongs to the system administrator; nothing else is asked this way."""
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """The same, per app."""
        return self.is_staff


class Pemangku(models.Model):
    """Who holds an office from when to when: as its holder, or as Plt. or Plh. in the holder's place."""

    class Sebagai(models.TextChoices):
        """On what footing."""

        DEFINITIF = "definitif", _("Pejabat definitif")
        PLT = "plt", _("Pelaksana tugas (Plt.)")
        PLH = "plh", _("Pelaksana harian (Plh.)")

    pejabat = models.ForeignKey(Pejabat, on_delete=models.PROTECT, related_name="pemangku")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="jabatan")
    sebagai = models.CharField(max_length=10, choices=Sebagai, default=Sebagai.DEFINITIF)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "pemangku"
        ordering: ClassVar = ["pejabat", "mulai"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sampai__isnull=True) | models.Q(sampai__gte=models.F("mulai")), name="pemangku_maju"
            ),
            models.CheckConstraint(
                condition=models.Q(sebagai="definitif") | models.Q(sampai__isnull=False), name="pemangku_plt_berbatas"
            ),
        ]

    def __str__(self) -> str:
        awalan = {"plt": "Plt. ", "plh": "Plh. "}.get(self.sebagai, "")
        return f"{awalan}{self.pejabat.jabatan}"


class NomorUrut(models.Model):
    """The last number given out per prefix and day (WIB)."""

    awalan = models.CharField(max_length=5)
    tanggal = models.DateField()
    terakhir = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["awalan", "tanggal"], name="nomor_urut_per_hari")]

    def __str__(self) -> str:
        return f"{self.awalan}{self.tanggal:%Y%m%d}: {self.terakhir}"


class Receipt(models.Model):
    """A receipt: a public number, and the keyed hash of a token that only its holder has."""

    nomor = models.CharField(max_length=20, unique=True)
    token_hash = models.CharField(max_length=64)
    objek_tipe = models.CharField(max_length=60)
    objek_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["objek_tipe", "objek_id"], name="satu_tanda_terima_per_objek")
        ]

    def __str__(self) -> str:
        return self.nomor


class Percobaan(models.Model):
    """Failed tries to open receipts, per number and per address, both only as keyed hashes of the hour."""

    kunci = models.CharField(max_length=64, primary_key=True)
    gagal = models.PositiveIntegerField(default=0)
    kedaluwarsa_pada = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kunci[:8]}: {self.gagal}"


class Simpanan(models.Model):
    """A value of Django's cache (akun.cache): its name as a keyed hash, the value as JSON."""

    kunci = models.CharField(max_length=64, primary_key=True)
    isi = models.TextField()
    kedaluwarsa_pada = models.DateTimeField(null=True, db_index=True)

    class Meta:
        db_table = "akun_cache"

    def __str__(self) -> str:
        return self.kunci[:8]


class Bersegel(models.Model):
    """Has sealed texts (akun.sealing.sealed); `segel_id` binds each seal to its row."""

    segel_id = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
