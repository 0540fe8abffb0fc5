"""The filter, decoded: an interpreter of the few instructions it uses says what each call gets."""

from __future__ import annotations

import errno
import struct

import pytest

from passerelle.sandbox.seccomp import ALLOW, AUDIT_ARCHES, filter_bytes, filter_program
from passerelle.sandbox.syscalls import (
    CLONE,
    CLONE3,
    IOCTL,
    NEWEST,
    REFUSED,
    SOCKET,
    SOCKETPAIR,
    MachineUnknown,
)

MACHINES = ("x86_64", "aarch64")
NEW_USER, NEW_NET = 0x10000000, 0x40000000


def answer(machine: str, number: int, *arguments: int, arch: int | None = None) -> str:
    """Run the program as the kernel does (seccomp(2)): ALLOW, or the name of the error."""
    six = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("=IIQ6Q", number, arch or AUDIT_ARCHES[machine], 0, *six)
    program = list(struct.iter_unpack("=HBBI", filter_bytes(machine)))
    at, accumulator = 0, 0
    while True:
        code, met, unmet, value = program[at]
        at += 1
        if code == 0x20:  # load a word
            accumulator = struct.unpack_from("=I", data, value)[0]
        elif code == 0x06:  # return
            return "ALLOW" if value == ALLOW else errno.errorcode[value & 0xFFFF]
        else:
            tests = {
                0x15: accumulator == value,
                0x35: accumulator >= value,
                0x45: accumulator & value,
            }
            at += met if tests[code] else unmet


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", REFUSED)
def test_a_dangerous_call_is_refused(machine: str, name: str) -> None:
    number = getattr(REFUSED[name], machine)

    assert number is None or answer(machine, number) == "EPERM"


@pytest.mark.parametrize("machine", MACHINES)
def test_what_a_program_needs_is_allowed(machine: str) -> None:
    needed = {
        # read, openat, mmap, execve, exit_group, futex, getrandom, memfd_create
        "x86_64": (0, 257, 9, 59, 231, 202, 318, 319),
        "aarch64": (63, 56, 222, 221, 94, 98, 278, 279),
    }[machine]

    assert {answer(machine, number) for number in needed} == {"ALLOW"}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_thread_and_a_fork_are_clones_a_namespace_is_not(machine: str) -> None:
    clone = getattr(CLONE, machine)
    thread, fork = 0x003D0F00, 0x01200011

    assert [answer(machine, clone, flags) for flags in (thread, fork)] == ["ALLOW", "ALLOW"]
    assert [answer(machine, clone, flags) for flags in (fork | NEW_USER, NEW_NET)] == ["EPERM"] * 2
    assert answer(machine, getattr(CLONE3, machine)) == "ENOSYS"


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("calls", [SOCKET, SOCKETPAIR])
def test_only_local_sockets_are_made(machine: str, calls: object) -> None:
    number = getattr(calls, machine)

    unix, inet, netlink, vsock = (answer(machine, number, family) for family in (1, 2, 16, 40))

    assert unix == "ALLOW"
    assert {inet, netlink, vsock} == {"EAFNOSUPPORT"}


@pytest.mark.parametrize("machine", MACHINES)
def test_nobody_types_into_a_terminal_whatever_the_upper_half_says(machine: str) -> None:
    ioctl = getattr(IOCTL, machine)

    assert answer(machine, ioctl, 0, 0x5401) == "ALLOW"  # TCGETS
    assert answer(machine, ioctl, 0, 0x5412) == "EPERM"  # TIOCSTI
    assert answer(machine, ioctl, 0, 0x1_0000_5412) == "EPERM"  # the kernel reads 32 bits


def test_foreign_calls_are_refused_before_their_number_is_read() -> None:
    i386, arm = 0x40000003, 0x40000028

    assert answer("x86_64", 0, arch=i386) == "EPERM"
    assert answer("aarch64", 63, arch=arm) == "EPERM"
    assert answer("x86_64", 0x40000000) == "EPERM"  # x32's read


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_younger_than_the_table_do_not_exist(machine: str) -> None:
    assert answer(machine, NEWEST) == "ALLOW"
    assert answer(machine, NEWEST + 1) == "ENOSYS"


@pytest.mark.parametrize("machine", MACHINES)
def test_no_jump_leaves_the_program_and_every_path_ends(machine: str) -> None:
    program = filter_program(machine)

    farthest = [at + 1 + max(each.met, each.unmet) for at, each in enumerate(program)]

    assert program[-1].value == ALLOW
    assert max(farthest[:-1]) < len(program)
    assert len(program) < 4096  # BPF_MAXINSNS


def test_an_unknown_machine_has_no_filter() -> None:
    with pytest.raises(MachineUnknown, match="No system call table for riscv64"):
        filter_bytes("riscv64")
