"""One electronic signature put into a PDF as PAdES, appended to what is there; pyHanko does the work.

With certificates, revocation lists and a time stamp inside (B-LT) the signature can be judged long after the
certificate has expired. It shows nothing on the page: the signature block is on the paper already.
"""

import io
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError


class GagalBubuh(Exception):
    """The PDF cannot be read, is signed already, or the signer's certificate does not hold."""


class _Pembubuh(PdfSigner):
    """Writes the time it is told to, where pyHanko would read the clock."""

    pada: datetime

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        sesi = super().init_signing_session(pdf_out, existing_fields_only)
        sesi.system_time = self.pada
        return sesi


def bubuhkan(
    pdf: bytes,
    *,
    penanda: Signer,
    pada: datetime,
    stempel: TimeStamper | None = None,
    konteks: ValidationContext | None = None,
    alasan: str = "",
    nama: str = "TTE",
) -> bytes:
    """The PDF with a signature in a field `nama`: B-LT, without `konteks` B-T, without `stempel` B-B.

    Raises GagalBubuh, with what pyHanko has to say.
    """
    rincian = PdfSignatureMetadata(
        field_name=nama,
        md_algorithm="sha256",
        reason=alasan or None,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=konteks is not None,
        validation_context=konteks,
    )
    # A box outside the page, with the print flag: what PDF/A and PDF/UA both allow for a signature that is not seen.
    bidang = SigFieldSpec(nama, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    pembubuh = _Pembubuh(rincian, signer=penanda, timestamper=stempel, new_field_spec=bidang)
    pembubuh.pada = pada
    hasil = io.BytesIO()
    try:
        pembubuh.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=hasil)
    except (PdfError, PathError, ValidationError, ValueError) as error:  # SigningError is a ValueError
        raise GagalBubuh(str(error)) from error
    return hasil.getvalue()
