"""What weighs on a worker is measured as in production: numpy comes with the tests, and openpyxl loads what it finds.

Imported before anything that writes workbooks.
"""

import importlib
import sys

if "openpyxl" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    importlib.import_module("openpyxl")
    del sys.modules["numpy"]
