"""The system calls nobody's notebook needs, with their numbers on x86-64 and on arm64.

Numbers: Linux `arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h`;
the choice follows what Docker's and systemd's (`@system-service`) profiles keep out."""

from __future__ import annotations

import platform
from typing import Literal, NamedTuple


class MachineUnknown(Exception):
    """No table of system calls for this machine: no filter, hence no sandbox."""

    def __init__(self, machine: str) -> None:
        super().__init__(f"No system call table for {machine}; x86_64 and aarch64 are known.")


class Numbers(NamedTuple):
    """The same call on both machines; None where a machine never had it."""

    x86_64: int | None
    aarch64: int | None


# The last call this table was read against (Linux 6.10, mseal): younger ones do not exist inside.
NEWEST = 462

CLONE = Numbers(56, 220)
CLONE3 = Numbers(435, 435)
SOCKET = Numbers(41, 198)
SOCKETPAIR = Numbers(53, 199)
IOCTL = Numbers(16, 29)

REFUSED: dict[str, Numbers] = {
    # other processes' memory
    "ptrace": Numbers(101, 117),
    "process_vm_readv": Numbers(310, 270),
    "process_vm_writev": Numbers(311, 271),
    "process_madvise": Numbers(440, 440),
    "pidfd_getfd": Numbers(438, 438),
    "kcmp": Numbers(312, 272),
    # the kernel's programs, keys and counters
    "bpf": Numbers(321, 280),
    "perf_event_open": Numbers(298, 241),
    "add_key": Numbers(248, 217),
    "request_key": Numbers(249, 218),
    "keyctl": Numbers(250, 219),
    "userfaultfd": Numbers(323, 282),
    "io_uring_setup": Numbers(425, 425),
    "io_uring_enter": Numbers(426, 426),
    "io_uring_register": Numbers(427, 427),
    "fanotify_init": Numbers(300, 262),
    "lookup_dcookie": Numbers(212, 18),
    "syslog": Numbers(103, 116),
    # namespaces and file systems
    "unshare": Numbers(272, 97),
    "setns": Numbers(308, 268),
    "mount": Numbers(165, 40),
    "umount2": Numbers(166, 39),
    "pivot_root": Numbers(155, 41),
    "chroot": Numbers(161, 51),
    "open_tree": Numbers(428, 428),
    "move_mount": Numbers(429, 429),
    "fsopen": Numbers(430, 430),
    "fsconfig": Numbers(431, 431),
    "fsmount": Numbers(432, 432),
    "fspick": Numbers(433, 433),
    "mount_setattr": Numbers(442, 442),
    "statmount": Numbers(457, 457),
    "listmount": Numbers(458, 458),
    "name_to_handle_at": Numbers(303, 264),
    "open_by_handle_at": Numbers(304, 265),
    "quotactl": Numbers(179, 60),
    "quotactl_fd": Numbers(443, 443),
    "acct": Numbers(163, 89),
    "swapon": Numbers(167, 224),
    "swapoff": Numbers(168, 225),
    # another kernel, another clock, another name
    "kexec_load": Numbers(246, 104),
    "kexec_file_load": Numbers(320, 294),
    "init_module": Numbers(175, 105),
    "finit_module": Numbers(313, 273),
    "delete_module": Numbers(176, 106),
    "reboot": Numbers(169, 142),
    "settimeofday": Numbers(164, 170),
    "clock_settime": Numbers(227, 112),
    "clock_adjtime": Numbers(305, 266),
    "adjtimex": Numbers(159, 171),
    "sethostname": Numbers(170, 161),
    "setdomainname": Numbers(171, 162),
    "personality": Numbers(135, 92),
    "vhangup": Numbers(153, 58),
    "migrate_pages": Numbers(256, 238),
    "move_pages": Numbers(279, 239),
    "nfsservctl": Numbers(180, 42),
    # the old doors of x86
    "iopl": Numbers(172, None),
    "ioperm": Numbers(173, None),
    "modify_ldt": Numbers(154, None),
    "create_module": Numbers(174, None),
    "get_kernel_syms": Numbers(177, None),
    "query_module": Numbers(178, None),
    "uselib": Numbers(134, None),
    "ustat": Numbers(136, None),
    "sysfs": Numbers(139, None),
    "_sysctl": Numbers(156, None),
}


def column_of(machine: str = "") -> Literal["x86_64", "aarch64"]:
    """Which numbers this machine uses."""
    machine = machine or platform.machine()
    if machine not in Numbers._fields:
        raise MachineUnknown(machine)
    return "x86_64" if machine == "x86_64" else "aarch64"
