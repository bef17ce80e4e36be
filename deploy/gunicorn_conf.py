"""Web server settings, the same for `./portal` and for the container."""

import ctypes
import gc
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1

bind = "0.0.0.0:8000"  # inside the container; ./portal gives its own address
worker_class = "sync"  # measured faster than threads for short pages; the proxy holds slow clients
workers = int(os.environ.get("PEKERJA_WEB", "2"))
preload_app = True
timeout = 60
graceful_timeout = 10
max_requests = 5_000
max_requests_jitter = 500
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeat files only
# No access log: addresses of anonymous complainants and tokens in paths must not be written down.
accesslog = None
errorlog = "-"
loglevel = "warning"


def when_ready(server: object) -> None:
    """Everything is loaded and no worker runs yet: what stays for good need not be searched for garbage again.

    A page makes some thousands of objects and little garbage; a threshold above one page saves a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(25_000, 20, 50)


def post_fork(server: object, worker: object) -> None:
    """A worker ends with its master; otherwise it would hold the port for a minute after the master was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
