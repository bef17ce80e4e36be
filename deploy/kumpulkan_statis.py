"""Collect the static files while the image is built: with keys made for this one command, and no servers."""

# ruff: noqa: S603 - the commands are our own and fixed

import subprocess
import sys

from lkpp_portal.inspection import production_environment

if __name__ == "__main__":
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    sys.exit(subprocess.run(command, env=production_environment(), check=False).returncode)
