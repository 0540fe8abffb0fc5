"""Leave a daemon behind: forked twice, in a session of its own, deaf to polite signals."""

import os
import signal
import sys
import time

ready, tell = os.pipe()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        with open("/tmp/daemon", "w") as opened:
            opened.write(sys.argv[1])
        os.write(tell, b"1")
        time.sleep(20)
    os._exit(0)
os.read(ready, 1)
print("the daemon stands")
