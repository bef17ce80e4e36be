"""Tickets with clocks as a report finds them, made at random but always the same: three desks in three zones."""

import random
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from akun.models import Unit
from helpdesk.laporan_sla import ESKALASI
from helpdesk.models import JenisGangguan, Layanan, MejaLayanan, Tiket
from helpdesk.pilihan import Jenis, Kanal, Kelas, Pengguna
from helpdesk.status import TERBUKA, TIKET, Status
from sla.models import Kebijakan, Tenggat
from tests.factories import UserFactory

WIT = ZoneInfo("Asia/Jayapura")
TEPI = [datetime(2026, b, 1, tzinfo=WIT) for b in (9, 10, 11)]  # months begin here first


def tiga_meja() -> list[MejaLayanan]:
    """LKPP's desk and those of two LPSEs; what the reference data already holds is used."""
    meja = []
    for kode, jenis, kalender in (("DSPD", "lkpp", "lkpp"), ("LPSE-76.02", "lpse", "wita"), ("LPSE-91", "lpse", "wit")):
        unit, _ = Unit.objects.get_or_create(kode=kode, defaults={"nama": f"Meja {kode}", "jenis": jenis})
        lama = MejaLayanan.objects.filter(jenis="lkpp") if jenis == "lkpp" else MejaLayanan.objects.filter(unit=unit)
        meja.append(lama.first() or MejaLayanan.objects.create(unit=unit, jenis=jenis, kalender_id=kalender))
        MejaLayanan.objects.filter(pk=meja[-1].pk).update(kalender=kalender)
        meja[-1].refresh_from_db()
    return meja


def kebijakan() -> dict[str, Kebijakan]:
    """The policies that the clocks name."""
    semua = {}
    for kode in (TIKET, *ESKALASI):
        ada = Kebijakan.objects.filter(kode=kode).first()
        semua[kode] = ada or Kebijakan.objects.create(
            kode=kode, nama=kode, jumlah=3, berlaku_sejak=TEPI[0].date(), dasar_hukum="SLA"
        )
    return semua


class Pengisi:
    """Fills tickets and clocks; `acak` always begins alike."""

    def __init__(self, meja: list[MejaLayanan]) -> None:
        self.acak, self.meja, self.kebijakan = random.Random(6), meja, kebijakan()
        self.jenis = [
            JenisGangguan.objects.get_or_create(
                kode=f"uji-{n}", defaults={"nama": f"Gangguan {n}", "tahapan": [n], "r": 5, "k": 1}
            )[0]
            for n in range(1, 5)
        ]
        self.layanan = [
            Layanan.objects.get_or_create(kode=f"U{n}", defaults={"urut": 900 + n, "nama": f"Layanan {n}"})[0]
            for n in range(3)
        ]
        self.petugas = [UserFactory(peran="petugas_lpse") for _ in range(3)]

    def saat(self) -> datetime:
        """Anywhere from August to November; one of three within hours of where a month begins."""
        if self.acak.random() < 0.3:
            return self.acak.choice(TEPI) + timedelta(minutes=self.acak.randint(-180, 180))
        return TEPI[0] + timedelta(seconds=self.acak.randint(-20 * 86_400, 80 * 86_400))

    def isi(self, jumlah: int) -> None:
        """So many tickets."""
        tiket = Tiket.objects.bulk_create(self.tiket(n) for n in range(jumlah))
        Tenggat.objects.bulk_create(jam for t in tiket for jam in self.jam(t))

    def tiket(self, n: int) -> Tiket:
        """One ticket."""
        a = self.acak
        jenis, status, diterima = a.choice(Jenis.values), a.choice(Status.values), self.saat()
        kelas = a.choice(["", *Kelas.values]) if jenis == Jenis.GANGGUAN else ""
        selesai = diterima + timedelta(hours=a.randint(1, 300)) if status not in TERBUKA else None
        return Tiket(
            segel_id=uuid.UUID(int=n + 1),
            nomor=f"TKTUJI{n:06}",
            meja=a.choice(self.meja),
            kanal=a.choice(Kanal.values),
            jenis=jenis,
            pengguna=a.choice(Pengguna.values),
            diterima_pada=diterima,
            judul="Uji",
            uraian="Uji",
            status=Status.DIBATALKAN if status == Status.DUPLIKAT else status,  # a duplicate needs its original
            status_sejak=diterima,
            kelas=kelas,
            r=5 if kelas else None,
            k=1 if kelas else None,
            jenis_gangguan=a.choice([*self.jenis, None]) if jenis == Jenis.GANGGUAN else None,
            layanan=a.choice([*self.layanan, None]) if jenis == Jenis.PERMINTAAN else None,
            pemegang=a.choice([*self.petugas, None]),
            selesai_pada=selesai,
            dibuka_kembali=a.choice([0, 0, 0, 1, 2]),
            nilai=a.choice([None, None, *range(1, 6)]) if selesai else None,
        )

    def jam(self, tiket: Tiket) -> list[Tenggat]:
        """The clock of the whole ticket, now and then a second one, and those of escalations."""
        a, found = self.acak, []
        for kode in [TIKET] * a.choice([1, 1, 1, 2]) + [k for k in ESKALASI if a.random() < 0.3]:
            mulai = self.bulat(tiket.diterima_pada + timedelta(minutes=a.randint(0, 2000)))
            lama = timedelta(seconds=a.randint(3600, 400 * 3600))
            berhenti = self.bulat(mulai + lama) if tiket.selesai_pada else None
            jeda, dijeda = self.jeda(mulai, berhenti)
            found.append(
                Tenggat(
                    objek_tipe="helpdesk.tiket",
                    objek_id=tiket.pk,
                    kode=kode,
                    kebijakan=self.kebijakan[kode],
                    kalender_id=tiket.meja.kalender_id,
                    siklus=1 + sum(t.kode == kode for t in found),
                    mulai_pada=mulai,
                    jatuh_tempo=mulai + timedelta(seconds=a.randint(3600, 400 * 3600)),
                    berhenti_pada=berhenti,
                    jeda=jeda,
                    dijeda=dijeda,
                )
            )
            if berhenti is None:
                break  # only one clock of a policy runs at a time
        return found

    def bulat(self, saat: datetime) -> datetime:
        """Now and then on the half hour, when offices open and close."""
        if self.acak.random() < 0.5:
            return saat.replace(minute=30 * self.acak.randint(0, 1), second=0, microsecond=0)
        return saat

    def jeda(self, mulai: datetime, berhenti: datetime | None) -> tuple[list[list[str | None]], bool]:
        """No pause, one or two; the last of a running clock may be open, and so may that of one stopped in it."""
        ujung = [0.0, *sorted(self.acak.random() for _ in range(2 * self.acak.choice([0, 0, 1, 2])))]
        lama = (berhenti or mulai + timedelta(days=3)) - mulai
        saat = [(mulai + bagian * lama).isoformat() for bagian in ujung[1:]]
        jeda: list[list[str | None]] = [[saat[n], saat[n + 1]] for n in range(0, len(saat), 2)]
        if jeda and self.acak.random() < 0.3:
            jeda[-1][1] = None
            return jeda, berhenti is None
        return jeda, False
