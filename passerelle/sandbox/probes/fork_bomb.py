"""Fork for as long as the kernel allows; 3,000 at most, each gone in five seconds."""

import os
import time

for _ in range(3000):
    try:
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    except OSError:
        time.sleep(0.0005)
