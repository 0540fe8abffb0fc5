"""Never end, and let no polite signal end it; a child does the same."""

import os
import signal
import time

for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
os.fork()
time.sleep(20)
