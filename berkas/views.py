"""The way out. There are no URLs here: the owner of a file decides who may have it, and then sends it with this."""

from django.http import Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from berkas import store
from berkas.models import Berkas
from berkas.names import nama_unduhan


def kirim_berkas(berkas: Berkas, *, variant: str, nama: str) -> StreamingHttpResponse:
    """Send the original ("asli") or the cleaned copy ("salinan") as an attachment called `nama`.

    Never opened in the page, never guessed at, never kept by a browser. Raises Http404 for what was not accepted.
    """
    allowed = berkas.bisa_dibagikan if variant == store.SALINAN else berkas.bisa_diunduh
    if not allowed:
        raise Http404(_("Berkas ini tidak dapat diunduh."))
    response = StreamingHttpResponse(store.read(berkas.id, variant), content_type=berkas.mime)
    disposition = content_disposition_header(as_attachment=True, filename=nama_unduhan(nama, berkas.mime))
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Length"] = str(store.size(berkas.id, variant))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
