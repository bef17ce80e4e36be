"""How complaints came to their end."""

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka
from laporan.angka.kelompok import SELESAI, Kelompok
from laporan.fakta import PENGADUAN
from pengaduan.status import Status

KATA = {
    "apip": _("Selesai sesudah diteruskan ke APIP"),
    "lkpp": _("Dijawab atau ditutup oleh LKPP"),
    **{s.value: s.label for s in (Status.TIDAK_DAPAT, Status.BUKAN_KEWENANGAN, Status.DIGABUNG)},
}
KELOMPOK = Kelompok(
    tipe=PENGADUAN,
    kolom="CASE WHEN f.status NOT IN ('selesai', 'ditutup') THEN f.status"
    " WHEN f.eskalasi_pada IS NULL THEN 'lkpp' ELSE 'apip' END",
    kata=lambda: KATA,
    kosong=_("Belum tercatat"),
    waktu=SELESAI,
)
ANGKA = Angka(
    kode="keputusan",
    judul=_("Bagaimana pengaduan berakhir"),
    tanya=_("Bagaimana pengaduan berakhir?"),
    definisi=_(
        "Pengaduan yang berakhir dalam periode. Sesudah APIP: selesai atau ditutup dan pernah diteruskan ke "
        "APIP. Oleh LKPP: dijawab LKPP, atau ditutup karena datanya tidak dilengkapi, tanpa diteruskan. Kasus "
        "yang dibuka kembali dihitung pada akhirnya yang terakhir."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
