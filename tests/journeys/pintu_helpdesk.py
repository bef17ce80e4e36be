"""The doors of the helpdesk: who may knock at which (tests/journeys/test_pintu.py knocks)."""

from akun.actor import LKPP, LPSE, PETUGAS, Peran
from helpdesk.views.langkah import DI_KARTU, LANGKAH
from helpdesk.views.verifikasi_langkah import LANGKAH as LANGKAH_VERIFIKASI

UMUM: dict[str, int] = {
    **dict.fromkeys((f"helpdesk:{n}" for n in ("mulai", "lapor", "lpse_saran")), 200),
    **dict.fromkeys((f"helpdesk:{n}" for n in ("faq", "layanan", "pengumuman")), 200),
    **dict.fromkeys((f"helpdesk:pengumuman_{n}" for n in ("rss", "ical")), 200),
    **dict.fromkeys((f"helpdesk:terkirim{n}" for n in ("", "_cetak", "_pdf")), 302),
    **dict.fromkeys((f"helpdesk:{n}" for n in ("progres", "tiket_saya", "faq_saran")), 302),
    "helpdesk:verifikasi_progres": 302,
    "helpdesk:verifikasi_tanda_lulus": 404,
    **dict.fromkeys((f"helpdesk:{n}" for n in ("faq_satu", "layanan_satu", "pengumuman_satu", "progres_berkas")), 404),
    **dict.fromkeys((f"helpdesk:pengumuman_{n}_unit" for n in ("rss", "ical")), 404),
    **dict.fromkeys((f"helpdesk:progres_{n}" for n in ("tulis", "konfirmasi", "buka", "nilai", "tutup")), 405),
    **dict.fromkeys(
        (f"helpdesk:{n}" for n in ("terkirim_simpan", "faq_terjawab", "buka_dari_surat", "verifikasi_tutup")), 405
    ),
}
BERAKUN = frozenset({Peran.PENGADU, *PETUGAS})
MEJA = frozenset(LPSE | {Peran.PETUGAS_HELPDESK})
PEMBACA = MEJA | {Peran.PIMPINAN}
PEMINTA = frozenset(LPSE | {Peran.PENGADU})
PENGELOLA = frozenset({Peran.ADMIN_SISTEM, Peran.PETUGAS_HELPDESK})
PETUGAS_LPSE = frozenset({Peran.PETUGAS_LPSE})
PERAN: dict[str, frozenset[Peran]] = {
    "helpdesk:milik": BERAKUN,
    "helpdesk:dari_surat": frozenset(LKPP - {Peran.ADMIN_SISTEM}),
    "helpdesk:anggaran": frozenset(LKPP | LPSE),
    **{f"helpdesk:{n}": PEMBACA for n in ("meja", "masalah_daftar", "masalah", "masalah_solusi", "tiket")},
    **{f"helpdesk:tiket_{n}": PEMBACA for n in ("tenggat", "berkas", *(v.nama for v in (*LANGKAH, *DI_KARTU)))},
    **{f"helpdesk:loket{n}": MEJA for n in ("", "_selesai", "_terjawab")},
    **{f"helpdesk:balasan_siap{n}": MEJA for n in ("", "_baru", "_ubah")},
    **{f"helpdesk:tender{n}": MEJA for n in ("", "_impor", "_selesai")},
    **{f"helpdesk:faq_{n}": MEJA for n in ("kelola", "baru", "entri", "ubah", "dari_tiket")},
    **{f"helpdesk:pengumuman_{n}": MEJA for n in ("kelola", "tulis", "periksa", "ubah", "batal")},
    "helpdesk:belum_terjawab": MEJA,
    **{f"helpdesk:laporan{n}": PEMBACA for n in ("", "_pdf", "_xlsx")},
    "helpdesk:laporan_rencana": MEJA,
    **{f"helpdesk:layanan_{n}": PEMINTA for n in ("minta", "diterima")},
    **{f"helpdesk:gangguan{n}": frozenset({Peran.PETUGAS_HELPDESK}) for n in ("", "_catat", "_ubah")},
    **{
        f"helpdesk:organisasi{n}": PENGELOLA | {Peran.KEPALA_LPSE}
        for n in ("", "_meja", "_ubah", "_regu", "_regu_baru")
    },
    "helpdesk:organisasi_baru": PENGELOLA,
    **{f"helpdesk:verifikasi{n}": frozenset(LPSE) for n in ("", "_lembar", "_unduh")},
    **{f"helpdesk:verifikasi_{v.nama}": frozenset(LPSE) for v in LANGKAH_VERIFIKASI},
    **{f"helpdesk:verifikasi_{n}": PETUGAS_LPSE for n in ("baru", "periksa", "slip")},
}
