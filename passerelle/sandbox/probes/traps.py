"""Leave in the output what should hurt whoever takes it home; `good.csv` alone is honest."""

import os
import socket
import sys

os.chdir("/app/output")
with open("good.csv", "w") as opened:
    opened.write("id,score\n")
os.symlink(sys.argv[1], "labels.csv")
os.symlink("/etc", "folder")
os.mkfifo("fifo")
with open("twice.csv", "w") as opened:
    opened.write("x")
os.link("twice.csv", "thrice.csv")
socket.socket(socket.AF_UNIX).bind("socket")
for name in (b"bad\nname", b"\xff\xfe", b" space ", "gauche\u202etfel".encode()):
    os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
os.mkdir("closed")
os.chmod("closed", 0)
