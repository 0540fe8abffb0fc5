"""Make 20,000 empty files in each place that may be written: none holds a byte."""

import os
import sys

made = {}
for place in ("/tmp", "/dev/shm", "/app/output"):
    made[place] = 0
    try:
        for number in range(20000):
            os.close(os.open(f"{place}/e{number}", os.O_CREAT | os.O_WRONLY))
            made[place] += 1
    except OSError as full:
        print(f"{place}: {full.strerror}")
print(max(made.values()))
sys.exit(0 if made["/app/output"] == 20000 else 1)
