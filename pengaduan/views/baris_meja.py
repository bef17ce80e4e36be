"""The rows of the desk as markup, written in one go: a template would take longer over them than the database does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from akun.templatetags.rupa import keadaan_tenggat, rupiah_pendek, sisa_hari, tanda, tanggal_pendek, tenggat
from pengaduan.daftar import Baris
from pengaduan.status import Status
from pengaduan.tabel import Pembaca
from pengaduan.views.step_view import url_kasus
from pengaduan.views.tanda import tanda as tanda_status
from sla import office

BARIS = (
    '<tr class="govuk-table__row{lewat}" role="row">{pilih}'
    '<td class="govuk-table__cell" role="cell">{tenggat}</td>'
    '<th class="govuk-table__cell" scope="row" role="rowheader">'
    '<a class="govuk-link tabel__utama" href="{url}">{paket}</a><br><span class="redup kecil">{asal}</span></th>'
    '<td class="govuk-table__cell govuk-table__cell--numeric angka" role="cell" data-label="{t_hps}">{hps}</td>'
    '<td class="govuk-table__cell" role="cell">{tanda}</td>'
    '<td class="govuk-table__cell" role="cell" data-label="{t_pemegang}">{pemegang}</td>'
    '<td class="govuk-table__cell angka" role="cell" data-label="{t_diterima}">{diterima}</td></tr>\n'
)
PILIH = (
    '<td class="govuk-table__cell tabel__pilih" role="cell">'
    '<input type="checkbox" name="pilih" value="{nomor}" aria-label="{t_pilih} {nomor}"></td>'
)


def baris_meja(rows: Sequence[Baris], pembaca: Pembaca, kueri: str, *, pilih: bool) -> SafeString:
    """The rows of a page; `kueri` is the desk's filter, which travels along, `pilih` puts a check box in front."""
    return SafeString("".join(_Halaman(rows, pembaca, kueri, PILIH if pilih else "").tulis())) if rows else SafeString()


@dataclass
class _Halaman:
    """What the rows of a page have in common is worked out once. Every word from outside is escaped here."""

    rows: Sequence[Baris]
    pembaca: Pembaca
    kueri: str
    pilih: str

    def tulis(self) -> Iterator[str]:
        """The rows, one after the other."""
        awal, _nomor, akhir = escape(url_kasus(self.rows[0].nomor, self.kueri)).partition(self.rows[0].nomor)
        tempo, rupa = cache(self._tempo), cache(self._tanda)
        kata = {"t_hps": _("HPS:"), "t_pemegang": _("Pemegang:"), "t_diterima": _("Diterima:"), "t_pilih": _("Pilih")}
        tanpa_nama, anda, bebas = _("Paket belum disebut"), _("Anda"), _("Belum ada")
        for p in self.rows:
            nomor, instansi = escape(p.nomor), escape(p.instansi or p.instansi_teks)
            lewat, batas = tempo(p.jatuh_tempo, p.status == Status.PERLU_DILENGKAPI)
            milik = p.pemegang_id is not None and p.pemegang_id == self.pembaca.actor.user_id
            yield BARIS.format(
                lewat=" tabel__baris--lewat" if lewat else "",
                pilih=self.pilih.format(nomor=nomor, **kata),
                tenggat=batas,
                url=f"{awal}{nomor}{akhir}",
                paket=escape(p.nama_paket or tanpa_nama),
                asal=f"{nomor} · {instansi}" if instansi else nomor,
                hps=escape(rupiah_pendek(p.hps) or "–"),
                tanda=rupa(p.status),
                pemegang=escape(anda if milik else p.pemegang or bebas),
                diterima=escape(tanggal_pendek(p.diajukan_pada)),
                **kata,
            )

    def _tempo(self, tempo: datetime | None, menunggu: bool) -> tuple[bool, SafeString]:
        """Whether the case is late, and its deadline; while the complainant is waited for, nobody is late."""
        if tempo is None:
            return False, format_html('<span class="redup">{}</span>', _("Tanpa tenggat"))
        if menunggu:
            return False, tenggat(tempo, _("Menunggu pelapor"), "jeda", "pendek")
        hari = office.kalender().days_left(self.pembaca.now, tempo)
        return hari < 0, tenggat(tempo, sisa_hari(hari), keadaan_tenggat(hari), "pendek")

    def _tanda(self, status: str) -> SafeString:
        rupa = tanda_status(status)
        return tanda(rupa["kata"], rupa["nada"], rupa["ikon"])
