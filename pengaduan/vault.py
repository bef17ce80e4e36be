"""The identity vault: one door, and each opening leaves a trail that the complainant can read."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from akun.sealing import seal_identity, unseal_identity
from jejak.models import Jejak
from jejak.trail import record
from pengaduan import penyamaran, permissions
from pengaduan.models import AKHIR, CatatanKasus, Eskalasi, IdentitasPengadu, Pengaduan
from pengaduan.pilihan import TingkatIdentitas
from pengaduan.status import Event
from sla.stages import StepRefused


@dataclass(frozen=True)
class Identitas:
    """Who the complainant is; every part may be empty."""

    nama: str = ""
    surel: str = ""
    telepon: str = ""
    nomor_identitas: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())


def simpan(pengaduan: Pengaduan, identitas: Identitas) -> None:
    """Put an identity into the vault; for `anonim` there is nothing to keep."""
    if pengaduan.anonim or not identitas:
        return
    segel_id = uuid.uuid4()
    isi = seal_identity(json.dumps(asdict(identitas)), context=f"identitas:{segel_id}")
    IdentitasPengadu.objects.create(pengaduan=pengaduan, segel_id=segel_id, isi_segel=isi)


def _read(pengaduan: Pengaduan) -> Identitas:
    return _read_many([pengaduan]).get(pengaduan.pk, Identitas())


def _read_many(daftar: Sequence[Pengaduan]) -> dict[int, Identitas]:
    return _read_keys([p.pk for p in daftar if not p.anonim])


def _read_keys(kunci: Iterable[int]) -> dict[int, Identitas]:
    rows = IdentitasPengadu.objects.filter(pengaduan__in=list(kunci))
    return {
        r.pengaduan_id: Identitas(**json.loads(unseal_identity(r.isi_segel, context=f"identitas:{r.segel_id}")))
        for r in rows
    }


@transaction.atomic
def buka(*, pengaduan: Pengaduan, alasan: str, by: Actor, now: datetime) -> Identitas:
    """The custodian opens an identity with a reason of at least 20 characters; the complainant can read of it.

    Raises PermissionDenied for anybody else and StepRefused without a reason.
    """
    require(permissions.may_buka_identitas(by, pengaduan))
    if len(alasan.strip()) < 20:
        raise StepRefused(_("Tulis alasan membuka identitas, paling sedikit 20 huruf. Pelapor dapat membacanya."))
    return _opened(pengaduan, alasan.strip(), by=by, now=now)


def _opened(pengaduan: Pengaduan, alasan: str, *, by: Actor, now: datetime) -> Identitas:
    """Read, and remember why: the reason lies sealed beside the case, the trail only points at it."""
    catatan = CatatanKasus.objects.create(
        pengaduan=pengaduan,
        jenis=CatatanKasus.Jenis.IDENTITAS,
        penulis_id=by.petugas_id,
        isi=alasan,
        dibuat_pada=now,
    )
    record(kejadian=Event.IDENTITAS_DIBUKA, objek=pengaduan, by=by, now=now, data={"catatan": catatan.pk})
    return _read(pengaduan)


def alasan_pembukaan(rows: Iterable[Jejak]) -> dict[int, str]:
    """The reason of each opening among these trail entries, by the entry's id; one query when there are any."""
    catatan = {row.pk: row.data.get("catatan") for row in rows if row.kejadian == Event.IDENTITAS_DIBUKA}
    isi = CatatanKasus.objects.in_bulk([c for c in catatan.values() if c]) if catatan else {}
    return {pk: isi[c].isi for pk, c in catatan.items() if c in isi}


@transaction.atomic
def buka_untuk_apip(*, pengaduan: Pengaduan, eskalasi: Eskalasi | None, by: Actor, now: datetime) -> Identitas:
    """The inspectorate reads an identity that the complainant opened to it."""
    require(permissions.may_lihat_identitas_apip(by, pengaduan, eskalasi))
    if pengaduan.status in AKHIR:
        raise StepRefused(_("Kasus ini sudah berakhir. Identitas pelapor tidak dibuka lagi."))
    return _opened(pengaduan, _("Pelapor membuka identitasnya untuk APIP."), by=by, now=now)


def alamat_kabar(pengaduan: Pengaduan) -> str:
    """Where to tell the complainant that there is news (never what); empty without an address. For delivery only."""
    return "" if pengaduan.anonim else _read(pengaduan).surel


def samarkan(pengaduan: Pengaduan, teks: Sequence[str]) -> list[str]:
    """Texts as an inspectorate may read them: what tells who the complainant is, is blanked. Nothing else comes out."""
    return _samarkan(_read(pengaduan), teks)


def samarkan_paket(daftar: Sequence[Pengaduan]) -> dict[int, str]:
    """The names of the packages of several complaints in the same way: id -> name, in one query."""
    return {pk: teks[0] for pk, teks in samarkan_banyak([(p, [p.nama_paket]) for p in daftar]).items()}


def samarkan_banyak(daftar: Sequence[tuple[Pengaduan, Sequence[str]]]) -> dict[int, list[str]]:
    """Texts of several complaints in the same way: id -> texts, in one query."""
    siapa = _read_many([p for p, _teks in daftar])
    return {p.pk: _samarkan(siapa.get(p.pk, Identitas()), teks) for p, teks in daftar}


def samarkan_menurut(teks: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
    """Texts by the key of their complaint in the same way: for files of many, which need nothing else of it."""
    siapa = _read_keys(teks)
    return {pk: _samarkan(siapa[pk], isi) if pk in siapa else list(isi) for pk, isi in teks.items()}


def _samarkan(siapa: Identitas, teks: Sequence[str]) -> list[str]:
    nomor = (siapa.telepon, siapa.nomor_identitas)
    return [penyamaran.samarkan(isi, nama=siapa.nama, surel=siapa.surel, nomor=nomor) for isi in teks]


@transaction.atomic
def izinkan(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """The complainant lets his identity travel with the escalation; recorded, and never lowered again."""
    require(permissions.may_izinkan_identitas(by, pengaduan))
    if pengaduan.status in AKHIR:
        raise StepRefused(_("Kasus ini sudah berakhir. Tingkat identitas tidak dapat diubah lagi."))
    Pengaduan.objects.filter(pk=pengaduan.pk).update(tingkat_identitas=TingkatIdentitas.TERBUKA)
    pengaduan.tingkat_identitas = TingkatIdentitas.TERBUKA
    record(kejadian=Event.IDENTITAS_DIIZINKAN, objek=pengaduan, by=by, now=now)
