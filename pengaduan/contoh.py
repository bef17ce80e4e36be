"""Sixty believable complaints in every status, for trying the portal: synthetic names, lived through the real flow."""

import io
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image, ImageDraw

from akun import demo
from akun.actor import SYSTEM, Actor
from akun.models import Instansi, User
from akun.receipt import WIB, new_token
from akun.reference import rows_of
from berkas import flow as berkas_flow
from jejak import outbox
from pengaduan import flow, flow_apip, flow_surat, flow_usulan, percakapan, vault
from pengaduan.models import Pengaduan, Usulan
from pengaduan.pilihan import Jalur, JenisPelanggaran, TingkatIdentitas
from pengaduan.status import Status
from persuratan.models import SuratMasuk
from persuratan.pilihan import Kanal
from persuratan.status import Status as StatusSurat
from sla.sweep import sweep

S = Status
UTAMA = (
    S.TERKIRIM,
    S.VERIFIKASI,
    S.TELAAH,
    S.SIAP_ESKALASI,
    S.DIESKALASI,
    S.DITERIMA_APIP,
    S.TINDAK_LANJUT_APIP,
    S.HASIL_DILAPORKAN,
    S.REVIU_HASIL,
    S.SELESAI,
    S.DITUTUP,
)
CABANG = {
    S.PERLU_DILENGKAPI: S.VERIFIKASI,
    S.TIDAK_DAPAT: S.VERIFIKASI,
    S.BUKAN_KEWENANGAN: S.VERIFIKASI,
    S.DIGABUNG: S.VERIFIKASI,
    S.PERLU_KLARIFIKASI: S.TINDAK_LANJUT_APIP,
}
# How many cases of each status, and how many days ago they began.
SEBARAN: dict[str, tuple[int, tuple[int, ...]]] = {
    S.TERKIRIM: (9, (0, 0, 1, 1, 2, 3, 4, 6, 9)),
    S.VERIFIKASI: (8, (1, 2, 2, 3, 4, 5, 7, 10)),
    S.PERLU_DILENGKAPI: (4, (5, 8, 11, 14)),
    S.TELAAH: (6, (5, 7, 8, 10, 12, 15)),
    S.SIAP_ESKALASI: (4, (9, 12, 16, 20)),
    S.DIESKALASI: (4, (12, 14, 18, 22)),
    S.DITERIMA_APIP: (3, (20, 28, 35)),
    S.TINDAK_LANJUT_APIP: (5, (30, 45, 60, 80, 110)),
    S.PERLU_KLARIFIKASI: (2, (40, 55)),
    S.HASIL_DILAPORKAN: (2, (70, 85)),
    S.REVIU_HASIL: (2, (75, 90)),
    S.SELESAI: (3, (20, 22, 24)),
    S.DITUTUP: (3, (95, 105, 118)),
    S.TIDAK_DAPAT: (2, (25, 50)),
    S.BUKAN_KEWENANGAN: (2, (18, 65)),
    S.DIGABUNG: (1, (9,)),
}
# Days after submission at which a case usually takes its next step on the main road; each seventh case is slow.
HARI = (0.2, 1.1, 4.0, 5.0, 8.0, 10.0, 30.0, 31.0, 33.0, 45.0)
PAKET = list(rows_of(Path(__file__).parent / "data" / "contoh_paket.csv"))
DISTRIK = ("Mandobo", "Jair", "Kouh", "Mindiptana", "Bontang Lestari", "Loktuan", "Waropko", "Arimop")
CARA = (
    " Perusahaan yang menang kemudian menawar 98,7 % dari HPS, dan tidak ada pesaing yang lolos evaluasi.",
    " Saya sudah bertanya di masa penjelasan, tetapi pertanyaan itu tidak dijawab dalam berita acara.",
    " Beberapa warga di sekitar lokasi melihat sendiri keadaannya dan menyimpan fotonya.",
    " Adendum diumumkan malam hari dan tidak semua peserta menerima pemberitahuan.",
)


@dataclass(frozen=True)
class Meja:
    """The demo people by role name, and their actors."""

    users: dict[str, User]

    def __getitem__(self, nama: str) -> Actor:
        return Actor.of(self.users[nama])


def muat(*, orang: dict[str, User], now: datetime) -> Iterator[Pengaduan]:
    """Let every demo complaint live its life; yields each one so that the caller can show how far it is."""
    acak = random.Random(82023)  # noqa: S311 - believable, the same each time, and no secret
    meja = Meja(orang)
    aktif = list(Instansi.objects.filter(inspektorat__status="aktif").order_by("pk"))
    lain = list(Instansi.objects.exclude(inspektorat__status="aktif").filter(jenis="kabupaten").order_by("pk")[:40])
    apip = Instansi.objects.get(wilayah=demo.BOVEN_DIGOEL)
    urut = itertools.count()
    for status, (jumlah, umur) in SEBARAN.items():
        for k in range(jumlah):
            instansi = apip if _perlu_apip(status) else acak.choice(lain if k % 2 else aktif)
            mulai = (now - timedelta(days=umur[k])).astimezone(WIB).replace(hour=8 + k % 8, minute=acak.randrange(60))
            with transaction.atomic():
                p = _ajukan(acak, next(urut), instansi, status, mulai=min(mulai, now), meja=meja)
                _hidupkan(p, status, meja, mulai=min(mulai, now), now=now)
            yield p
    sweep(now=now)
    while outbox.deliver(now=now):
        pass


def dari_surat(*, orang: dict[str, User], now: datetime) -> Pengaduan:
    """One of the demo letters on paper turns out to be a complaint."""
    surat = SuratMasuk.objects.filter(status=StatusSurat.DIPERIKSA_TU, kanal=Kanal.KERTAS).order_by("pk")[0]
    data = flow.DataPengaduan(
        nama_paket="Pengadaan alat kesehatan rumah sakit",
        kode_rup=("56120418",),
        instansi_teks=surat.asal,
        uraian="Dokumen pemilihan meminta merek tertentu, dan usul perbaikannya tidak dijawab Pokja Pemilihan.",
    )
    pengirim = vault.Identitas(nama=surat.nama_pengirim)
    by = Actor.of(orang["tu"])
    return flow_surat.dari_surat(
        surat=surat, data=data, tingkat=TingkatIdentitas.RAHASIA, identitas=pengirim, by=by, now=now
    )


def _perlu_apip(status: str) -> bool:
    utama = CABANG.get(S(status), S(status))
    return UTAMA.index(utama) >= UTAMA.index(S.DIESKALASI)


def _ajukan(acak: random.Random, n: int, instansi: Instansi, status: str, *, mulai: datetime, meja: Meja) -> Pengaduan:
    paket = PAKET[n % len(PAKET)]
    tingkat = (TingkatIdentitas.RAHASIA, TingkatIdentitas.ANONIM, TingkatIdentitas.RAHASIA, TingkatIdentitas.TERBUKA)[
        n % 4
    ]
    kurang = status == S.PERLU_DILENGKAPI
    data = flow.DataPengaduan(
        nama_paket=paket["nama"].format(d=acak.choice(DISTRIK), n=acak.randint(1, 4)),
        kode_rup=(str(acak.randint(50_000_000, 59_999_999)),),
        kode_tender=str(acak.randint(10_100_000, 10_199_999)) + "000" if n % 3 else "",
        instansi=instansi,
        kategori=paket["kategori"],
        tahun_anggaran=mulai.year,
        wilayah=instansi.wilayah,
        hps=Decimal(acak.choice((185, 640, 1_900, 3_400, 8_312, 12_700, 27_500))) * 1_000_000,
        jenis_pelanggaran=acak.choice(list(JenisPelanggaran)),
        uraian=paket["kejadian"] + acak.choice(CARA),
        waktu_kejadian="" if kurang else f"sekitar {mulai - timedelta(days=20):%d-%m-%Y}",
        sumber_lain="" if n % 3 else "Pengumuman di papan proyek dan halaman SPSE",
        teradu=(("pokja", ""), ("penyedia", f"CV Contoh Sentosa {n}")) if n % 2 else (("ppk", ""),),
    )
    identitas = vault.Identitas(nama=f"Pelapor Contoh {n}", surel=f"pelapor{n}@demo.example", telepon="0812-0000-1234")
    p = flow.ajukan(
        data=data,
        tingkat=tingkat,
        identitas=identitas,
        jalur=Jalur.WBS if n % 15 == 1 else Jalur.EPENGADUAN,
        versi_pemberitahuan="1",
        token=new_token(),
        jumlah_bukti=1,
        now=mulai,
    )
    if n % 3 == 0:
        _bukti(p, n, mulai)
    if n % 4 == 2:
        percakapan.tulis_pelapor(
            pengaduan=p, isi="Apakah laporan saya sudah dibaca?", by=Actor.pengadu(p.nomor), now=mulai
        )
    return p


def _bukti(p: Pengaduan, n: int, now: datetime) -> None:
    """A photo that carries a place, or a short PDF."""
    if n % 2:
        unggahan = SimpleUploadedFile(f"papan-proyek-{n}.jpg", _foto(p.nama_paket), "image/jpeg")
    else:
        unggahan = SimpleUploadedFile(f"adendum-dokumen-{n}.pdf", _pdf(), "application/pdf")
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    berkas_flow.periksa(berkas_id=berkas.pk, now=now)
    percakapan.lampirkan(p, [(berkas, "Diambil di lokasi pekerjaan")], by=Actor.pengadu(p.nomor))


def _foto(teks: str) -> bytes:
    image = Image.new("RGB", (960, 640), (214, 205, 190))
    ImageDraw.Draw(image).text((60, 280), teks, fill=(70, 40, 30), font_size=32)
    exif = Image.Exif()
    exif[0x010F] = "Kamera Contoh"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 5.0, 12.0), 3: "E", 4: (140.0, 18.0, 7.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=80)
    return out.getvalue()


def _pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Author"] = "Penulis Contoh"
        pdf.save(out)
    return out.getvalue()


def _hidupkan(p: Pengaduan, status: str, meja: Meja, *, mulai: datetime, now: datetime) -> None:
    """Take the case step by step to its status, at believable intervals that end before `now`."""
    utama = CABANG.get(S(status), S(status))
    langkah = [_utama(here) for here in UTAMA[: UTAMA.index(utama)]]
    if status in CABANG:
        langkah.append(_cabang(status))
    hari = [HARI[min(n, len(HARI) - 1)] * (2.5 if p.pk % 7 == 0 else 1) for n in range(len(langkah))]
    skala = min(1.0, (now - mulai).total_seconds() / 86_400 * 0.9 / max([*hari, 0.1]))
    for sesudah, maju in zip(hari, langkah, strict=True):
        maju(p, meja, mulai + timedelta(days=sesudah * skala))


Maju = Callable[[Pengaduan, Meja, datetime], None]


def _usul(p: Pengaduan, langkah: str, meja: Meja, pengusul: str, isi: str, now: datetime) -> None:
    alasan = "masa_sanggah" if langkah == Usulan.Langkah.TOLAK else ""
    usulan = flow_usulan.usulkan(pengaduan=p, langkah=langkah, alasan=alasan, isi=isi, by=meja[pengusul], now=now)
    flow_usulan.setujui(usulan=usulan, by=meja["pejabat"], now=now)


def _verifikasi_selesai(p: Pengaduan, meja: Meja, now: datetime) -> None:
    semua = {b.butir: (True, "Cocok dengan SPSE") for b in p.periksa.all()}
    flow.periksa(pengaduan=p, butir=semua, by=meja["verifikator"], now=now)
    flow.catat(pengaduan=p, isi="Paket ditemukan di SPSE; uraian cocok.", by=meja["verifikator"], now=now)
    jenis = p.jenis_pelanggaran or JenisPelanggaran.ADM_PROSEDUR
    if p.instansi is not None:
        flow.telaah(pengaduan=p, jenis_pelanggaran=jenis, instansi=p.instansi, by=meja["verifikator"], now=now)


def _siapkan(p: Pengaduan, meja: Meja, now: datetime) -> None:
    flow.ambil(pengaduan=p, by=meja["penelaah"], now=now)
    _usul(p, Usulan.Langkah.SIAPKAN, meja, "penelaah", "Ada petunjuk awal yang perlu diperiksa APIP.", now)


def _laporkan(p: Pengaduan, meja: Meja, now: datetime) -> None:
    flow_apip.catat_kemajuan(pengaduan=p, isi="Dokumen pemilihan sudah diminta.", by=meja["auditor"], now=now)
    flow_apip.laporkan_hasil(
        pengaduan=p,
        kesimpulan="sebagian",
        nomor_lhp=f"700/{p.pk}/LHP/{now:%Y}",
        tanggal_lhp=now.date(),
        rekomendasi="Evaluasi ulang syarat teknis dan pembinaan Pokja Pemilihan.",
        ringkasan="Sebagian dugaan terbukti. Syarat teknis dievaluasi ulang dan Pokja Pemilihan dibina.",
        berkas=None,
        by=meja["apip"],
        now=now,
    )


def _utama(here: str) -> Maju:
    """How a case goes on from each status of the main road."""
    jalan: dict[str, Maju] = {
        S.TERKIRIM: lambda p, m, t: flow.ambil(pengaduan=p, by=m["verifikator"], now=t),
        S.VERIFIKASI: _verifikasi_selesai,
        S.TELAAH: _siapkan,
        S.SIAP_ESKALASI: lambda p, m, t: _tanpa_hasil(flow.eskalasi(pengaduan=p, by=m["pejabat"], now=t)),
        S.DIESKALASI: lambda p, m, t: flow_apip.terima_apip(pengaduan=p, by=m["apip"], now=t),
        S.DITERIMA_APIP: lambda p, m, t: flow_apip.tugaskan_apip(
            pengaduan=p, auditor=m.users["auditor"], nomor_surat_tugas=f"094/{p.pk}/ST/{t:%Y}", by=m["apip"], now=t
        ),
        S.TINDAK_LANJUT_APIP: _laporkan,
        S.HASIL_DILAPORKAN: lambda p, m, t: flow.reviu(pengaduan=p, by=m["penelaah"], now=t),
        S.REVIU_HASIL: lambda p, m, t: flow.selesaikan(
            pengaduan=p,
            ringkasan="Sebagian dugaan terbukti. Syarat teknis dievaluasi ulang dan Pokja Pemilihan dibina.",
            by=m["pejabat"],
            now=t,
        ),
        S.SELESAI: lambda p, m, t: flow.tutup(pengaduan=p, by=SYSTEM, now=t),
    }
    return jalan[here]


def _tanpa_hasil(_: object) -> None:
    return None


def _cabang(status: str) -> Maju:
    """How a case leaves the main road."""
    jalan: dict[str, Maju] = {
        S.PERLU_DILENGKAPI: lambda p, m, t: flow.minta_lengkapi(
            pengaduan=p,
            kurang=["kapan"],
            pesan="Terima kasih atas laporannya. Kapan kira-kira adendum diumumkan?",
            by=m["verifikator"],
            now=t,
        ),
        S.TIDAK_DAPAT: lambda p, m, t: _usul(
            p,
            Usulan.Langkah.TOLAK,
            m,
            "verifikator",
            "Tender masih dalam masa sanggah. Ajukan sanggah di SPSE; bila jawabannya tidak memuaskan, laporkan lagi.",
            t,
        ),
        S.BUKAN_KEWENANGAN: lambda p, m, t: flow.alihkan(
            pengaduan=p,
            lembaga="ombudsman",
            pesan="Laporan ini tentang pelayanan publik. Ombudsman yang berwenang menanganinya.",
            by=m["verifikator"],
            now=t,
        ),
        S.DIGABUNG: _gabung,
        S.PERLU_KLARIFIKASI: lambda p, m, t: flow_apip.minta_klarifikasi(
            pengaduan=p, pertanyaan="Apakah pelapor masih menyimpan dokumen adendum kedua?", by=m["auditor"], now=t
        ),
    }
    return jalan[status]


def _gabung(p: Pengaduan, meja: Meja, now: datetime) -> None:
    """Two people complain about the same package."""
    induk = Pengaduan.objects.filter(status=S.VERIFIKASI, pemegang=meja.users["verifikator"]).exclude(pk=p.pk).first()
    if induk is not None:
        p.kode_rup.update(kode=induk.kode_rup.values_list("kode", flat=True)[0])
        flow.gabungkan(pengaduan=p, induk=induk, by=meja["verifikator"], now=now)
