"""Four processes, each below the limit; together they pass it (4 x 48 MB)."""

import os
import time

children = []
for _ in range(4):
    child = os.fork()
    if child == 0:
        held = [b"x" * (4 << 20) for _ in range(12)]
        time.sleep(1.5)
        os._exit(len(held) and 0)
    children.append(child)
codes = [os.waitpid(child, 0)[1] for child in children]
print("took all of it" if not any(codes) else "a child was killed")
