"""Inside: ask for everything that must not be given; one line of JSON for each thing asked.

Alone in its file, standard library only: it is run as `python -c`. Nothing here changes anything
where the sandbox leaks; it looks, and says what it saw."""

from __future__ import annotations

import ctypes
import errno
import glob
import hashlib
import json
import mmap
import os
import platform
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

Answer = tuple[bool, str]
_LIBC = ctypes.CDLL(None, use_errno=True)
_NEW_USER, _NEW_NAMESPACE = 0x10000000, 0x00020000
_PR_GET_NO_NEW_PRIVS = 39


def main(bait: dict[str, Any]) -> None:
    for name, ask in ASKED.items():
        try:
            held, said = ask(bait)
        except Exception as surprise:  # one probe that breaks is one probe not held
            held, said = False, f"the probe itself failed: {surprise!r}"
        print(json.dumps({"name": name, "held": held, "said": said}), flush=True)


def environment(bait: dict[str, Any]) -> Answer:
    """proc_pid_environ(5); the host's variables are told as hashes, so that none travels."""
    seen = set()
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            with open(path, "rb") as opened:
                seen |= {pair for pair in opened.read().split(b"\0") if pair}
        except OSError:
            continue
    leaked = [
        pair.split(b"=")[0].decode(errors="replace")
        for pair in sorted(seen)
        if hashlib.sha256(pair).hexdigest() in bait["variables"]
    ]
    if leaked:
        return False, f"variables of the host can be read: {', '.join(leaked)}"
    return True, f"{len(seen)} variables can be read, none of them the host's"


def shadow(_bait: dict[str, Any]) -> Answer:
    try:
        with open("/etc/shadow", "rb") as opened:
            return not opened.read(1), "/etc/shadow can be opened"
    except OSError as refused:
        return True, f"/etc/shadow: {refused.strerror}"


def labels(bait: dict[str, Any]) -> Answer:
    """The file exists and everyone may read it: only the sandbox stands between."""
    places = ["", *glob.glob("/proc/[0-9]*/root"), *glob.glob("/proc/[0-9]*/cwd")]
    found = [
        f"{place}{bait['labels']}" for place in places if os.path.exists(place + bait["labels"])
    ]
    if found:
        return False, f"the labels can be read at {found[0]}"
    return True, "the file of labels is nowhere to be found"


def tcp(bait: dict[str, Any]) -> Answer:
    return _no_connection(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", bait["tcp"]))


def udp(bait: dict[str, Any]) -> Answer:
    """The host looks at its own end as well."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.sendto(bait["nonce"].encode(), ("127.0.0.1", bait["udp"]))
    except OSError as refused:
        return True, f"a datagram was refused: {refused.strerror}"
    return True, "a datagram was sent; the host says below if it came"


def abstract_socket(bait: dict[str, Any]) -> Answer:
    """unix(7): abstract names belong to a network namespace."""
    return _no_connection(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + bait["abstract"])


def unix_socket(bait: dict[str, Any]) -> Answer:
    return _no_connection(socket.AF_UNIX, socket.SOCK_STREAM, bait["socket"])


def raw_sockets(_bait: dict[str, Any]) -> Answer:
    families = {"AF_PACKET": 17, "AF_NETLINK": 16, "AF_ALG": 38, "AF_VSOCK": 40, "AF_BLUETOOTH": 31}
    made = []
    for name, number in families.items():
        try:
            socket.socket(number, socket.SOCK_RAW).close()
            made.append(name)
        except OSError:
            continue
    return (
        not made,
        f"made: {', '.join(made)}" if made else "no other family of sockets can be made",
    )


def write_outside(bait: dict[str, Any]) -> Answer:
    places = ["/", "/usr", "/usr/bin", "/etc", "/app", "/dev", "/opt", "/proc", "/sys", "/var"]
    places += [os.path.dirname(sys.executable), os.path.dirname(os.__file__), "/home", "/root"]
    written = [place for place in places if _can_create(f"{place}/{bait['nonce']}")]
    if written:
        return False, f"a file can be made in {', '.join(written)}"
    return True, "nothing can be written outside the places given"


def system_calls(bait: dict[str, Any]) -> Answer:
    """Each with arguments that would do nothing, were it allowed."""
    allowed = []
    for name, number in bait["calls"].items():
        ctypes.set_errno(0)
        arguments = [ctypes.c_long(each) for each in (-1, 0, 0, 0, 0, 0)]
        _LIBC.syscall(ctypes.c_long(number), *arguments)
        if ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            allowed.append(name)
    if allowed:
        return False, f"the kernel answered {', '.join(allowed)}"
    return True, f"{len(bait['calls'])} dangerous system calls are refused"


def user_namespace(bait: dict[str, Any]) -> Answer:
    """By unshare, by clone, and by clone3: a namespace is where a new root begins."""
    unshared = _in_a_child(lambda: _LIBC.unshare(_NEW_USER))
    # clone(2) without a stack is a fork: the child comes back here with 0 and leaves at once.
    cloned = _LIBC.syscall(ctypes.c_long(bait["clone"]), _NEW_USER | signal.SIGCHLD, 0, 0, 0, 0)
    if cloned == 0:
        os._exit(0)
    if unshared == 0 or cloned > 0:
        return False, "a user namespace can be made"
    return True, "no user namespace can be made, by unshare or by clone"


def mounts(_bait: dict[str, Any]) -> Answer:
    mounted = _in_a_child(lambda: _LIBC.mount(b"none", b"/tmp", b"tmpfs", 0, None))
    return mounted != 0, "a tmpfs can be mounted" if mounted == 0 else "nothing can be mounted"


def foreign_calls(_bait: dict[str, Any]) -> Answer:
    """x32, and the 32-bit gate of x86 (int 0x80): other numbers for the same kernel."""
    if platform.machine() != "x86_64":
        return True, "this machine has no second way into its kernel"
    if _LIBC.syscall(ctypes.c_long(0x40000000 | 39)) > 0:
        return False, "x32 system calls are answered"
    status = _in_a_child(_getpid_through_the_old_gate)
    if status == 0:
        return False, "32-bit system calls are answered"
    return True, "neither x32 nor 32-bit system calls are answered"


def host_processes(_bait: dict[str, Any]) -> Answer:
    pids = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
    if len(pids) > 8:
        return False, f"{len(pids)} processes can be seen"
    return True, f"only processes {', '.join(map(str, pids))} can be seen"


def kernel_settings(_bait: dict[str, Any]) -> Answer:
    """Opened for writing, and closed: nothing is written."""
    names = [
        "sys/kernel/core_pattern",
        "sys/kernel/hostname",
        "sys/vm/drop_caches",
        "sysrq-trigger",
    ]
    names += ["sys/net/ipv4/ip_forward", "sys/user/max_user_namespaces", "self/oom_score_adj"]
    names += ["self/uid_map", "self/setgroups", "irq/default_smp_affinity"]
    opened = [name for name in names if _can_open_for_writing(f"/proc/{name}")]
    if opened:
        return False, f"may be written: {', '.join(opened)}"
    return True, "nothing under /proc may be written"


def kernel_secrets(_bait: dict[str, Any]) -> Answer:
    names = ["kcore", "keys", "kmsg", "kallsyms", "config.gz", "timer_list"]
    read = [name for name in names if _says_something(f"/proc/{name}")]
    return (
        not read,
        f"can be read: {', '.join(read)}" if read else "/proc tells nothing of the kernel",
    )


def privileges(_bait: dict[str, Any]) -> Answer:
    """capabilities(7), prctl(2)."""
    faults = [name for name, value in _status() if name.startswith("Cap") and int(value, 16)]
    if _LIBC.prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1:
        faults.append("new privileges")
    if {*os.getresuid(), *os.getresgid(), *os.getgroups()} != {65534}:
        faults.append(f"uid {os.getuid()}, groups {os.getgroups()}")
    if faults:
        return False, f"not given up: {', '.join(faults)}"
    return True, "uid and gid 65534, no other group, no capability, no new privilege"


def seccomp_filter(_bait: dict[str, Any]) -> Answer:
    """proc_pid_status(5): 2 is a filter."""
    mode = dict(_status()).get("Seccomp", "unknown")
    return mode == "2", "a filter is on" if mode == "2" else f"no filter is on (mode {mode})"


def descriptors(_bait: dict[str, Any]) -> Answer:
    """A descriptor left open by the host would be a door."""
    inherited = []
    for number in range(3, 256):
        try:
            os.fstat(number)
            inherited.append(str(number))
        except OSError:
            continue
    if inherited:
        return False, f"inherited: {', '.join(inherited)}"
    return True, "only the three standard descriptors are open"


def devices(bait: dict[str, Any]) -> Answer:
    names = [
        "mem",
        "kmsg",
        "kvm",
        "fuse",
        "sda",
        "vda",
        "nvme0",
        "dri",
        "snd",
        "input",
        "vhost-net",
    ]
    found = [name for name in names if os.path.exists(f"/dev/{name}")]
    made = f"/tmp/{bait['nonce']}"
    try:
        os.mknod(made, 0o020666, os.makedev(1, 1))
        with open(made, "rb"):
            found.append("a device made by mknod")
    except OSError:
        pass
    return not found, f"found: {', '.join(found)}" if found else "no device of the host's"


ASKED: dict[str, Callable[[dict[str, Any]], Answer]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        *(environment, shadow, labels, tcp, udp, abstract_socket, unix_socket, raw_sockets),
        *(write_outside, system_calls, user_namespace, mounts, foreign_calls, host_processes),
        *(kernel_settings, kernel_secrets, privileges, seccomp_filter, descriptors, devices),
    )
}


def _status() -> list[tuple[str, str]]:
    with open("/proc/self/status") as opened:
        lines = [line.rstrip().partition(":\t") for line in opened]
    return [(name, value) for name, separator, value in lines if separator]


def _no_connection(
    family: int, kind: int, address: Any
) -> Answer:  # an address is what its family says
    try:
        with socket.socket(family, kind) as asked:
            asked.settimeout(0.5)
            asked.connect(address)
    except OSError as refused:
        return True, f"no connection: {refused.strerror or refused}"
    return False, "the host can be reached"


def _can_create(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        os.unlink(path)
    except OSError:
        return False
    return True


def _can_open_for_writing(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False
    return True


def _says_something(path: str) -> bool:
    try:
        with open(path, "rb", buffering=0) as opened:
            os.set_blocking(opened.fileno(), False)
            return bool(opened.read(64))
    except OSError:
        return False


def _in_a_child(act: Callable[[], int]) -> int:
    """0 when the act was done; whatever it does to the process ends with the child."""
    child = os.fork()
    if child == 0:
        os._exit(0 if act() == 0 else 1)
    return os.waitpid(child, 0)[1]


def _getpid_through_the_old_gate() -> int:
    """mov eax, 20; int 0x80; ret. 0 when it was answered."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    return 0 if ctypes.CFUNCTYPE(ctypes.c_int)(address)() > 0 else 1


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
