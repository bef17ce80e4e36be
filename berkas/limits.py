"""How much is allowed, in one place: for uploads, for the limited child, and inside a file."""

MiB = 1024 * 1024

MAKS_UKURAN = 20 * MiB
"""Bytes of one file."""
MAKS_BERKAS = 20
"""Files of one case."""
MAKS_TOTAL = 200 * MiB
"""Bytes of all files of one case."""
KEPALA = 4096
"""Bytes from the beginning of a file by which its kind is recognised."""

CHILD_MEMORY = 512 * MiB
"""Address space of the child that opens a file."""
CHILD_CPU = 10
"""Seconds of processor time of the child."""
CHILD_WALL = 20.0
"""Seconds after which the child is killed."""
CHILD_OUTPUT = 64 * MiB
"""Bytes of the cleaned copy that the child may write."""

STREAM_INFLATED = 128 * MiB
"""Bytes one compressed stream may grow to; a page scanned at 600 dpi in colour needs 104 million."""
TOTAL_INFLATED = 384 * MiB
"""Bytes all streams of a file together may grow to."""
MEMBER_RATIO = 200
"""Growth of an Office part beyond which, when it is also large, it is a bomb."""
MEMBER_LARGE = 20 * MiB
MEMBERS = 5_000
"""Parts of an Office document."""
OBJECTS = 150_000
"""Objects of a PDF."""
PAGES = 3_000
"""Pages of a PDF."""
PIXELS_JPEG = 120_000_000
"""Pixels of a JPEG; beyond PIXELS_FULL it is decoded at half its size."""
PIXELS_FULL = 26_000_000
PIXELS_OTHER = 40_000_000
"""Pixels of a PNG or WEBP, which can only be decoded whole."""
TAIL = 64
"""Bytes (after white space and NULs) that may follow the end of a document."""
LENGTH = 8
"""Bytes of the length in front of each document, where several are handed to the child in one stream."""
TEXT = 200_000
"""Letters of the text that is read from a PDF for search."""
