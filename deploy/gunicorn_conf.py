"""Web server settings, the same for `./portal` and for the container."""

import os
from pathlib import Path

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
