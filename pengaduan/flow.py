"""The life of a complaint at LKPP, from submission to closing. Read it downwards.

What the inspectorate does stands in flow_apip.py, approvals in flow_usulan.py, the threads in percakapan.py.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from akun import blind, receipt
from akun.actor import Actor
from akun.decision import require
from akun.models import Instansi, User
from inspektorat.flow import for_instansi
from inspektorat.models import Inspektorat
from jejak.trail import record
from pengaduan import kelengkapan, percakapan, permissions, vault
from pengaduan.kelengkapan import DataPengaduan as DataPengaduan
from pengaduan.models import ButirPeriksa, CatatanKasus, Eskalasi, IndeksCari, KodeRUP, Pengaduan, PesanKasus, Teradu
from pengaduan.pilihan import Jalur, LembagaTujuan, TingkatIdentitas
from pengaduan.status import (
    ALIHKAN,
    BUKA_KEMBALI,
    ESKALASI,
    GABUNGKAN,
    KEMBALIKAN_HASIL,
    KLARIFIKASI,
    LENGKAPI,
    MINTA_LENGKAPI,
    REVIU,
    SELESAIKAN,
    STAGES,
    TELAAH,
    TUTUP,
    TUTUP_TIDAK_LENGKAP,
    VERIFIKASI,
    Event,
    Status,
)
from persuratan.flow_keluar import catat as catat_surat
from persuratan.models import SuratKeluar, SuratMasuk
from sla.stages import StepRefused

AWALAN = {Jalur.WBS: "WBS"}
RETENSI_TAHUN = 5  # after closing; domain decision 9


@transaction.atomic(savepoint=False)
def ajukan(
    *,
    data: DataPengaduan,
    tingkat: str,
    identitas: vault.Identitas,
    jalur: str,
    versi_pemberitahuan: str,
    token: str,
    jumlah_bukti: int,
    now: datetime,
    surat: SuratMasuk | None = None,
    by: Actor | None = None,
) -> Pengaduan:
    """Somebody complains: the case, its receipt and its first clocks come into being together.

    What came as a letter (`surat`, written down by an officer) counts from the day on which the letter came, and the
    receipt of the letter is its receipt. The number is taken last, because its row lock lasts until the commit.
    """
    pada = surat.diterima_pada if surat else now
    if tingkat == TingkatIdentitas.ANONIM:
        pada = percakapan.kept_day(pada)
    pengaduan = Pengaduan(
        jalur=jalur,
        tingkat_identitas=tingkat,
        status=STAGES.initial,
        status_sejak=pada,
        diajukan_pada=pada,
        versi_pemberitahuan=versi_pemberitahuan,
        surat=surat,
        **data.kolom(),
    )
    pengaduan.nomor = receipt.next_number(AWALAN.get(Jalur(jalur), "PGD"), now=now)
    pengaduan.save(force_insert=True)
    IndeksCari.objects.create(pengaduan=pengaduan, kata=index_of(pengaduan, *data.kode_rup))
    KodeRUP.objects.bulk_create([KodeRUP(pengaduan=pengaduan, kode=k) for k in dict.fromkeys(data.kode_rup)])
    Teradu.objects.bulk_create([Teradu(pengaduan=pengaduan, peran=p, nama=n) for p, n in data.teradu])
    butir = kelengkapan.periksa(data, jumlah_bukti=jumlah_bukti)
    ButirPeriksa.objects.bulk_create([ButirPeriksa(pengaduan=pengaduan, butir=b.butir, terpenuhi=b.ada) for b in butir])
    vault.simpan(pengaduan, identitas)
    if surat is None:
        receipt.issue(objek=pengaduan, nomor=pengaduan.nomor, token=token)
    STAGES.open(
        pengaduan,
        event=Event.DIAJUKAN,
        by=by or Actor.pengadu(pengaduan.nomor),
        now=now if by else pada,
        sejak=pada,
        data={"jalur": str(jalur)},
    )
    return pengaduan


def index_of(pengaduan: Pengaduan, *kode_rup: str) -> list[int]:
    """The numbers under which a complaint is found: its own number, codes, package, institution and story."""
    p = pengaduan
    return blind.index(p.nomor, p.nama_paket, p.nama_instansi, p.uraian, p.kode_tender, *kode_rup)


@transaction.atomic
def ambil(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """An officer takes a case into his hands; a new one is thereby being verified."""
    require(permissions.may_ambil(by, pengaduan))
    if pengaduan.status == Status.TERKIRIM:
        verifikasi(pengaduan=pengaduan, by=by, now=now)
    elif pengaduan.status == Status.HASIL_DILAPORKAN:
        reviu(pengaduan=pengaduan, by=by, now=now)
    else:
        _set_pemegang(pengaduan, by.user_id, was=None)
        record(kejadian=Event.DIAMBIL, objek=pengaduan, by=by, now=now)


@transaction.atomic
def tugaskan(*, pengaduan: Pengaduan, kepada: User, by: Actor, now: datetime) -> None:
    """A case is given to an officer of the right kind who is free of conflicts."""
    require(permissions.may_tugaskan(by, pengaduan))
    calon = Actor.of(kepada)
    layak = permissions.may_dipegang(calon, pengaduan)
    if not layak:
        raise StepRefused(layak.sebab)
    _set_pemegang(pengaduan, kepada.pk, was=pengaduan.pemegang_id)
    record(kejadian=Event.DITUGASKAN, objek=pengaduan, by=by, now=now, data={"kepada": kepada.pk})


@transaction.atomic
def lepas(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """A case goes back to the common desk."""
    require(permissions.may_tugaskan(by, pengaduan))
    if pengaduan.pemegang_id is None:
        raise StepRefused(_("Kasus ini tidak sedang dipegang siapa pun."))
    _set_pemegang(pengaduan, None, was=pengaduan.pemegang_id)
    record(kejadian=Event.DITUGASKAN, objek=pengaduan, by=by, now=now, data={"kepada": None})


def _set_pemegang(pengaduan: Pengaduan, user_id: int | None, *, was: int | None) -> None:
    rows = Pengaduan.objects.filter(pk=pengaduan.pk, status=pengaduan.status, pemegang_id=was)
    if not rows.update(pemegang_id=user_id):
        raise StepRefused(_("Kasus ini baru saja diambil petugas lain. Muat ulang halaman."))
    pengaduan.pemegang_id = user_id


def verifikasi(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """An officer without conflict of interest begins to verify."""
    require(permissions.may_verifikasi(by, pengaduan))
    STAGES.move(pengaduan, VERIFIKASI, by=by, now=now, pemegang_id=by.user_id)


@transaction.atomic
def minta_lengkapi(*, pengaduan: Pengaduan, kurang: list[str], pesan: str, by: Actor, now: datetime) -> None:
    """The complainant is asked for missing items; the verification clock waits for him."""
    require(permissions.may_minta_lengkapi(by, pengaduan))
    if not kurang:
        raise StepRefused(_("Pilih paling sedikit satu hal yang kurang."))
    STAGES.move(
        pengaduan,
        MINTA_LENGKAPI,
        by=by,
        now=now,
        data={"kurang": kurang},
        kali_kelengkapan=pengaduan.kali_kelengkapan + 1,
    )
    percakapan.kirim(pengaduan, PesanKasus.Ruang.PENGADU, pesan, by=by, now=now)


@transaction.atomic
def lengkapi(*, pengaduan: Pengaduan, pesan: str, by: Actor, now: datetime) -> PesanKasus:
    """The complainant answers; the verification clock goes on."""
    require(permissions.may_lengkapi(by, pengaduan))
    pada = percakapan.kept_day(now) if pengaduan.anonim else now
    STAGES.move(pengaduan, LENGKAPI, by=by, now=pada)
    return percakapan.kirim(pengaduan, PesanKasus.Ruang.PENGADU, pesan, by=by, now=pada)


def tutup_tidak_lengkap(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """Nothing came although the complainant was reminded: closed; he may complain again."""
    STAGES.move(
        pengaduan, TUTUP_TIDAK_LENGKAP, by=by, now=now, alasan_akhir="tidak_dilengkapi", retensi_sampai=_retensi(now)
    )


@transaction.atomic
def alihkan(*, pengaduan: Pengaduan, lembaga: str, pesan: str, by: Actor, now: datetime) -> None:
    """The matter is not procurement: the complainant is told where it belongs."""
    require(permissions.may_alihkan(by, pengaduan))
    if lembaga not in LembagaTujuan.values:
        raise StepRefused(_("Pilih lembaga yang berwenang."))
    STAGES.move(pengaduan, ALIHKAN, by=by, now=now, alasan_akhir=lembaga, retensi_sampai=_retensi(now))
    percakapan.kirim(pengaduan, PesanKasus.Ruang.PENGADU, pesan, by=by, now=now)


@transaction.atomic
def gabungkan(*, pengaduan: Pengaduan, induk: Pengaduan, by: Actor, now: datetime) -> None:
    """The same matter as an open case: they go on as one; neither complainant hears of the other."""
    require(permissions.may_gabungkan(by, pengaduan))
    require(permissions.no_conflict(by, induk))
    induk = _kunci(pengaduan, induk)
    if induk.pk == pengaduan.pk or induk.induk_id or not Pengaduan.objects.terbuka().filter(pk=induk.pk).exists():
        raise StepRefused(_("Pilih kasus lain yang masih terbuka."))
    if not set(_paket_kunci(pengaduan)) & set(_paket_kunci(induk)):
        raise StepRefused(_("Kedua kasus tidak menyangkut paket yang sama."))
    STAGES.move(pengaduan, GABUNGKAN, by=by, now=now, data={"induk": induk.pk}, induk=induk)


def _kunci(pengaduan: Pengaduan, induk: Pengaduan) -> Pengaduan:
    """Hold both cases, in one order for everybody, and read the second as it is now: two must not merge crosswise."""
    rows = Pengaduan.objects.select_for_update(of=("self",)).filter(pk__in={pengaduan.pk, induk.pk}).order_by("pk")
    return {p.pk: p for p in rows}[induk.pk]


def _paket_kunci(pengaduan: Pengaduan) -> list[str]:
    """What makes two packages the same: a plan code, the tender code, or institution and name."""
    kunci = [f"rup:{k.kode}" for k in pengaduan.kode_rup.all()]
    if pengaduan.kode_tender:
        kunci.append(f"tender:{pengaduan.kode_tender}")
    if pengaduan.instansi_id and pengaduan.nama_paket:
        kunci.append(f"nama:{pengaduan.instansi_id}:{' '.join(pengaduan.nama_paket.casefold().split())}")
    return kunci


@transaction.atomic
def periksa(*, pengaduan: Pengaduan, butir: dict[str, tuple[bool, str]], by: Actor, now: datetime) -> None:
    """The officer marks the checklist: item -> (fulfilled, note)."""
    require(permissions.may_periksa(by, pengaduan))
    for row in pengaduan.periksa.filter(butir__in=butir):
        row.terpenuhi, row.keterangan = butir[row.butir]
        row.save(update_fields=["terpenuhi", "keterangan_segel"])
    belum = list(pengaduan.periksa.filter(terpenuhi=False).values_list("butir", flat=True))
    record(kejadian=Event.DIPERIKSA, objek=pengaduan, by=by, now=now, data={"belum": belum})


@transaction.atomic
def telaah(*, pengaduan: Pengaduan, jenis_pelanggaran: str, instansi: Instansi, by: Actor, now: datetime) -> None:
    """Verified and classified: on to the review, where another officer takes it."""
    require(permissions.may_telaah(by, pengaduan))
    belum = kelengkapan.belum_untuk_telaah(pengaduan)
    if belum:
        raise StepRefused(
            _("Daftar periksa butir %(butir)s masih kosong. Isi sendiri bila Anda tahu, atau minta pelapor melengkapi.")
            % {"butir": ", ".join(f"“{b}”" for b in belum)}
        )
    STAGES.move(
        pengaduan,
        TELAAH,
        by=by,
        now=now,
        data={"jenis": jenis_pelanggaran},
        jenis_pelanggaran=jenis_pelanggaran,
        instansi=instansi,
        pemegang=None,
    )


@transaction.atomic
def catat(*, pengaduan: Pengaduan, isi: str, by: Actor, now: datetime) -> CatatanKasus:
    """An internal note; complainant and inspectorate never read it."""
    require(permissions.may_catat(by, pengaduan))
    catatan = CatatanKasus.objects.create(
        pengaduan=pengaduan, jenis=CatatanKasus.Jenis.INTERNAL, penulis_id=by.petugas_id, isi=isi, dibuat_pada=now
    )
    record(kejadian=Event.DICATAT, objek=pengaduan, by=by, now=now, data={"catatan": catatan.pk})
    return catatan


def tujuan(pengaduan: Pengaduan) -> Inspektorat | None:
    """The inspectorate concerned."""
    return for_instansi(pengaduan.instansi) if pengaduan.instansi else None


@transaction.atomic
def eskalasi(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> Eskalasi:
    """The reviewed case goes, without the complainant's identity, to the inbox of the inspectorate concerned."""
    require(permissions.may_eskalasi(by, pengaduan))
    inspektorat = tujuan(pengaduan)
    if inspektorat is None or not inspektorat.aktif:
        raise StepRefused(_("Inspektorat ini belum aktif di portal. Teruskan dengan surat, lalu catat nomor suratnya."))
    STAGES.move(pengaduan, ESKALASI, by=by, now=now, data={"inspektorat": inspektorat.pk})
    return Eskalasi.objects.create(
        pengaduan=pengaduan, inspektorat=inspektorat, jalur=Eskalasi.Jalur.PORTAL, diteruskan_pada=now
    )


@transaction.atomic
def eskalasi_surat(
    *, pengaduan: Pengaduan, nomor_surat: str, tanggal_surat: date, by: Actor, now: datetime
) -> SuratKeluar:
    """A letter that was written elsewhere took the case to its inspectorate: recorded by hand, and the case waits."""
    require(permissions.may_eskalasi(by, pengaduan))
    inspektorat = tujuan(pengaduan)
    if pengaduan.status != Status.SIAP_ESKALASI or inspektorat is None:
        raise StepRefused(_("Kasus ini tidak sedang menunggu diteruskan."))
    if inspektorat.aktif:
        raise StepRefused(_("Inspektorat ini aktif di portal. Teruskan lewat kotak masuknya."))
    if pengaduan.eskalasi.filter(jalur=Eskalasi.Jalur.SURAT, dikembalikan_pada__isnull=True).exists():
        raise StepRefused(_("Surat pelimpahan kasus ini sudah dicatat."))
    surat = catat_surat(
        nomor_surat=nomor_surat,
        tanggal_surat=tanggal_surat,
        tujuan=inspektorat.nama,
        perihal=_("Pelimpahan pengaduan %(nomor)s") % {"nomor": pengaduan.nomor},
        by=by,
        now=now,
    )
    Eskalasi.objects.create(
        pengaduan=pengaduan,
        inspektorat=inspektorat,
        jalur=Eskalasi.Jalur.SURAT,
        surat=surat,
        diteruskan_pada=now,
    )
    STAGES.fulfil(pengaduan, now=now)
    record(kejadian=Event.JALUR_SURAT, objek=pengaduan, by=by, now=now, data={"surat": surat.pk})
    return surat


@transaction.atomic
def klarifikasi(*, pengaduan: Pengaduan, pesan: str, by: Actor, now: datetime) -> None:
    """LKPP answers the inspectorate's question; its clock goes on."""
    require(permissions.may_klarifikasi(by, pengaduan))
    STAGES.move(pengaduan, KLARIFIKASI, by=by, now=now)
    percakapan.kirim(pengaduan, PesanKasus.Ruang.APIP, pesan, by=by, now=now)


def reviu(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """A reviewer takes up the reported result."""
    require(permissions.may_reviu(by, pengaduan))
    STAGES.move(pengaduan, REVIU, by=by, now=now, pemegang_id=by.user_id)


@transaction.atomic
def kembalikan_hasil(*, pengaduan: Pengaduan, catatan: str, by: Actor, now: datetime) -> None:
    """An incomplete result goes back to the inspectorate with notes; a new clock starts."""
    require(permissions.may_kembalikan_hasil(by, pengaduan))
    kali = pengaduan.kali_hasil_dikembalikan + 1
    STAGES.move(pengaduan, KEMBALIKAN_HASIL, by=by, now=now, kali_hasil_dikembalikan=kali)
    hasil = kelengkapan.hasil_terakhir(pengaduan)
    hasil.dikembalikan_pada, hasil.catatan_kembali = now, catatan
    hasil.save(update_fields=["dikembalikan_pada", "catatan_segel"])
    percakapan.kirim(pengaduan, PesanKasus.Ruang.APIP, catatan, by=by, now=now)


def selesaikan(*, pengaduan: Pengaduan, ringkasan: str, by: Actor, now: datetime) -> None:
    """The pejabat accepts the result; the complainant reads a summary that names nobody."""
    require(permissions.may_selesaikan(by, pengaduan))
    if not ringkasan.strip():
        raise StepRefused(_("Tulis ringkasan hasil untuk pelapor."))
    pengaduan.ringkasan_publik = ringkasan
    STAGES.move(
        pengaduan,
        SELESAIKAN,
        by=by,
        now=now,
        ringkasan_segel=pengaduan.ringkasan_segel,
        selesai_pada=now,
        retensi_sampai=_retensi(now),
    )


def buka_kembali(*, pengaduan: Pengaduan, alasan: str, by: Actor, now: datetime) -> None:
    """New evidence within the window: back to the review, once."""
    require(permissions.may_buka_kembali(by, pengaduan))
    with transaction.atomic():
        STAGES.move(
            pengaduan,
            BUKA_KEMBALI,
            by=by,
            now=now,
            kali_dibuka_kembali=1,
            pemegang=None,
            selesai_pada=None,
            retensi_sampai=None,
        )
        Eskalasi.objects.filter(pengaduan=pengaduan, dikembalikan_pada__isnull=True).update(dikembalikan_pada=now)
        CatatanKasus.objects.create(
            pengaduan=pengaduan, jenis=CatatanKasus.Jenis.TELAAH, penulis_id=by.petugas_id, isi=alasan, dibuat_pada=now
        )


def tutup(*, pengaduan: Pengaduan, by: Actor, now: datetime) -> None:
    """The complainant's window is over: archived, with a date until which it is kept."""
    STAGES.move(pengaduan, TUTUP, by=by, now=now, retensi_sampai=_retensi(now))


def _retensi(now: datetime) -> date:
    return (now + timedelta(days=365 * RETENSI_TAHUN + 1)).date()
