"""Health of the web container: asks /sehat/ the way the proxy would. Exit code 0 when it answers."""

import http.client
import os
import sys
from urllib.parse import urlsplit

if __name__ == "__main__":
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    host = urlsplit(os.environ["SITE_URL"]).netloc
    connection.request("GET", "/sehat/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    sys.exit(0 if connection.getresponse().status == 200 else 1)
