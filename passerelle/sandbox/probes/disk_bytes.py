"""Write 64 MB into each place that may be written, in pieces that no limit on one file stops."""

import os
import sys

written = {}
for place in ("/tmp", "/dev/shm", "/app/output"):
    written[place] = 0
    try:
        for number in range(64):
            with open(f"{place}/{number}", "wb", buffering=0) as opened:
                written[place] += opened.write(b"x" * (1 << 20))
    except OSError as full:
        print(f"{place}: {full.strerror}")
print(max(written.values()) >> 20)
sys.exit(0 if os.path.exists("/app/output/63") else 1)
