"""What a report says, and the row that is made of it: credentials masked, person sealed, words indexed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from akun import blind
from akun.actor import Actor
from helpdesk import permissions
from helpdesk.models import JenisGangguan, MejaLayanan, Tiket
from helpdesk.models.tiket import URUT_KELAS
from helpdesk.pilihan import Jenis, Kanal, Kelas
from helpdesk.rahasia import samarkan
from helpdesk.status import STAGES

LISAN = frozenset({Kanal.TELEPON, Kanal.DATANG, Kanal.SURAT})
JUDUL = Tiket._meta.get_field("judul").max_length or 0


@dataclass(frozen=True)
class DataTiket:
    """What stands in a report. `diterima_pada` is when it truly came, where that was before it was written down.

    `kebijakan_sendiri` names the service whose own promise holds (policy `helpdesk.tiket.<this>`).
    """

    kanal: str
    jenis: str
    pengguna: str
    nama: str
    alamat: str
    telepon: str
    surel: str
    judul: str
    uraian: str
    meja: MejaLayanan
    kode_tender: str = ""
    layanan: Any = None
    data_layanan: Mapping[str, Any] = field(default_factory=dict)
    kebijakan_sendiri: str = ""
    jenis_gangguan: JenisGangguan | None = None
    diterima_pada: datetime | None = None


def baris(data: DataTiket, *, by: Actor, now: datetime) -> tuple[Tiket, int]:
    """The row, not yet written and without its number, and how many credentials were masked."""
    judul, uraian = samarkan(" ".join(data.judul.split())), samarkan(data.uraian.strip())
    layanan = {"layanan": data.layanan} if data.layanan is not None else {}
    tiket = Tiket(
        meja=data.meja,
        kanal=data.kanal,
        jenis=data.jenis,
        pengguna=data.pengguna,
        status=STAGES.initial,
        status_sejak=now,
        diterima_pada=data.diterima_pada or now,
        judul=judul.teks[:JUDUL],
        uraian=uraian.teks,
        kode_tender=data.kode_tender,
        jenis_gangguan=data.jenis_gangguan,
        # what needs no class waits with what is Minor
        kelas_urut=0 if data.jenis == Jenis.GANGGUAN else URUT_KELAS[Kelas.MINOR],
        kebijakan_sendiri=data.kebijakan_sendiri,
        data_layanan=_bersih(data.data_layanan),
        **layanan,
    )
    tiket.nama, tiket.alamat, tiket.telepon, tiket.surel = data.nama, data.alamat, data.telepon, data.surel
    if by.user_id is not None:
        petugas = data.kanal in LISAN or permissions.bekerja_di(by, data.meja)
        tiket.dicatat_oleh_id, tiket.pelapor_id = (by.user_id, None) if petugas else (None, by.user_id)
    return tiket, judul.ditemukan + uraian.ditemukan


def _bersih(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a service request without credentials in their texts."""
    return {k: samarkan(v).teks if isinstance(v, str) else v for k, v in data.items()}


def indeks(tiket: Tiket) -> list[int]:
    """The numbers under which a ticket is found by its number, tender and person; its text is searched as it is."""
    return blind.index(tiket.nomor, tiket.kode_tender, tiket.nama, tiket.surel, tiket.telepon)
