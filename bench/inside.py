"""`python -m bench.inside PART ...`: runs a part that needs Django, once Django stands."""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    sys.exit(importlib.import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:]))
