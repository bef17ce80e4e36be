"""How a numbered letter is signed: claimed, signed outside any transaction, stored and issued.

Whoever claims it first signs it; a second click finds the claim. A claim that gets no answer for SEWA, or an answer
that nobody knows, waits for a human decision: signing twice by itself would be worse than waiting.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.models import User
from akun.permissions import may_kelola_akun
from akun.receipt import WIB
from berkas import flow as berkas_flow
from jejak.trail import record
from persuratan import cetak_keluar, signing
from persuratan import permissions_keluar as permissions
from persuratan.models import SuratKeluar
from persuratan.models.jabatan import sebutan
from persuratan.models.penanda import Penanda, pengenal
from persuratan.signing import Kode, SigningRefused
from persuratan.status_keluar import STAGES, TERBITKAN, Event
from sla.stages import StepRefused

PANJANG_NIK = 16
SEWA = timedelta(minutes=10)
"""After this a claim without an answer is one that nobody knows the end of."""


def tidak_pasti(surat: SuratKeluar, *, now: datetime) -> bool:
    """Whether nobody knows if the letter was signed: the signer decides before it is tried again."""
    if surat.penandaan_sejak is None:
        return False
    return surat.galat_penandaan == Kode.TIDAK_PASTI or surat.penandaan_sejak <= now - SEWA


def cetak_naskah(surat: SuratKeluar, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Print the numbered letter in the name of who is about to sign it; the columns to be written with it."""
    nama, jabatan = _nama(surat, by, now)
    isi = cetak_keluar.susun(
        surat,
        nomor_surat=surat.nomor_surat,
        tanggal=surat.tanggal_surat or now.astimezone(WIB).date(),
        nama=nama,
        jabatan=jabatan,
        nomor=surat.nomor or "",
        token=surat.token,
    )
    naskah = berkas_flow.buat(isi=cetak_keluar.cetak(surat, isi), nama=f"{surat.nomor}.pdf", now=now)
    return {"berkas_naskah": naskah, "nama_penandatangan": nama, "jabatan_penandatangan": jabatan}


def _nama(surat: SuratKeluar, by: Actor, now: datetime) -> tuple[str, str]:
    """Name and office of the signer as held on that day. Raises StepRefused for somebody who holds it no longer."""
    jabatan = sebutan(by.petugas_id, surat.penandatangan_id or 0, now.astimezone(WIB).date())
    if not jabatan:
        raise StepRefused(_("Anda tidak memangku jabatan penanda tangan surat ini pada tanggal surat."))
    return by.nama, jabatan


def tanda_tangani(*, surat: SuratKeluar, sandi: str, by: Actor, now: datetime) -> None:
    """Sign a numbered letter and issue it. Raises StepRefused; the letter then keeps its number."""
    _klaim(surat, by=by, now=now)
    siapa = signing.Penandatangan(
        id=pengenal(User.objects.get(pk=by.petugas_id)),
        nama=surat.nama_penandatangan,
        jabatan=surat.jabatan_penandatangan,
    )
    assert surat.berkas_naskah is not None  # noqa: S101 - written with the number
    try:
        naskah = cetak_keluar.isi_berkas(surat.berkas_naskah)
        pdf = signing.signer().sign(naskah, siapa=siapa, sandi=sandi, alasan=surat.nomor_surat, now=now)
    except SigningRefused as sebab:
        _gagal(surat, sebab, by=by, now=now)
        raise StepRefused(sebab.kalimat, code=sebab.kode) from sebab
    _terbitkan(surat, pdf, by=by, now=now)


@transaction.atomic(durable=True)
def _klaim(surat: SuratKeluar, *, by: Actor, now: datetime) -> None:
    """Take the letter for one try. Raises StepRefused when somebody else has it, or it is not to be tried again."""
    rows = SuratKeluar.objects.filter(pk=surat.pk, status__in=TERBITKAN.from_, penandaan_sejak__isnull=True)
    if not rows.update(penandaan_sejak=now, galat_penandaan=""):
        surat.refresh_from_db()
        if tidak_pasti(surat, now=now):
            raise StepRefused(
                _("Belum pasti apakah surat ini sudah ditandatangani. Periksa di layanan tanda tangan, lalu putuskan."),
                code=Kode.TIDAK_PASTI,
            )
        if surat.penandaan_sejak is not None:
            raise StepRefused(_("Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang halaman."))
        raise StepRefused(_("Surat ini tidak sedang menunggu tanda tangan. Muat ulang halaman."))
    surat.refresh_from_db()
    if _nama(surat, by, now) != (surat.nama_penandatangan, surat.jabatan_penandatangan):
        kolom = cetak_naskah(surat, by=by, now=now)
        SuratKeluar.objects.filter(pk=surat.pk).update(**kolom)
        surat.refresh_from_db()
        record(kejadian=Event.NASKAH_DIGANTI, objek=surat, by=by, now=now)


@transaction.atomic
def _gagal(surat: SuratKeluar, sebab: SigningRefused, *, by: Actor, now: datetime) -> None:
    """Write down how the try ended; one whose end nobody knows stays claimed."""
    selesai: dict[str, Any] = {} if sebab.kode is Kode.TIDAK_PASTI else {"penandaan_sejak": None}
    SuratKeluar.objects.filter(pk=surat.pk, status__in=TERBITKAN.from_).update(galat_penandaan=sebab.kode, **selesai)
    surat.refresh_from_db()
    record(kejadian=Event.TANDA_TANGAN_GAGAL, objek=surat, by=by, now=now, data={"kode": sebab.kode})


@transaction.atomic
def _terbitkan(surat: SuratKeluar, pdf: bytes, *, by: Actor, now: datetime) -> None:
    """Keep the signed file for good, and issue the letter. The token is from now on on paper only."""
    berkas = berkas_flow.buat(isi=pdf, nama=f"{surat.nomor}.pdf", now=now)
    STAGES.move(
        surat,
        TERBITKAN,
        by=by,
        now=now,
        data={"nomor_surat": surat.nomor_surat, "sha256": berkas.sha256},
        berkas=berkas,
        sha256=berkas.sha256,
        ditandatangani_oleh_id=by.petugas_id,
        ditandatangani_pada=now,
        penandaan_sejak=None,
        galat_penandaan="",
        token_segel=b"",
    )


@transaction.atomic
def putuskan(*, surat: SuratKeluar, by: Actor, now: datetime) -> None:
    """The signer has looked it up: the letter is not signed, and may be tried again. Raises StepRefused."""
    require(permissions.may_tanda_tangan(by, surat))
    macet = Q(galat_penandaan=Kode.TIDAK_PASTI) | Q(penandaan_sejak__lte=now - SEWA)
    rows = SuratKeluar.objects.filter(macet, pk=surat.pk, status__in=TERBITKAN.from_, penandaan_sejak__isnull=False)
    if not rows.update(penandaan_sejak=None, galat_penandaan=""):
        raise StepRefused(_("Surat ini tidak menunggu keputusan tentang tanda tangannya. Muat ulang halaman."))
    surat.refresh_from_db()
    record(kejadian=Event.TANDA_TANGAN_DIPUTUS, objek=surat, by=by, now=now)


@transaction.atomic
def atur_nik(*, user: User, nik: str, by: Actor, now: datetime) -> None:
    """By which NIK the signing service knows an official; empty: by his address. The trail holds no NIK.

    Raises StepRefused for what is no NIK.
    """
    require(may_kelola_akun(by))
    if nik and not (len(nik) == PANJANG_NIK and nik.isascii() and nik.isdigit()):
        raise StepRefused(_("NIK terdiri atas 16 angka."))
    penanda, _baru = Penanda.objects.get_or_create(user=user, defaults={"diubah_pada": now})
    penanda.nik, penanda.diubah_pada = nik, now
    penanda.save(update_fields=["nik_segel", "diubah_pada"])
    record(kejadian="persuratan.penanda_diatur", objek=user, by=by, now=now, data={"nik": bool(nik)})
