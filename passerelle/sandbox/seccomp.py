"""The filter between the program and the kernel, as classic BPF (seccomp(2), bpf(4)).

Everything is allowed but what `syscalls.REFUSED` names, new namespaces, sockets that could leave
the sandbox, typing into a terminal, another machine's system calls, and calls younger than our
table. Refusals answer EPERM, so that a library that merely asks goes on."""

from __future__ import annotations

import errno
import struct
from typing import NamedTuple

from .syscalls import CLONE, CLONE3, IOCTL, NEWEST, REFUSED, SOCKET, SOCKETPAIR, column_of

# linux/bpf_common.h and linux/filter.h
_LOAD_WORD, _RETURN = 0x20, 0x06
_EQUAL, _AT_LEAST, _ANY_BIT = 0x15, 0x35, 0x45
# linux/seccomp.h: the answer, and where struct seccomp_data keeps what
ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE = 0, 4
# linux/audit.h
AUDIT_ARCHES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000
# linux/sched.h: CLONE_NEW{NS,CGROUP,UTS,IPC,USER,PID,NET}; CLONE_NEWTIME is for clone3 and unshare
NEW_NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000
NEW_NAMESPACES |= 0x40000000
_AF_UNIX = 1
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C


class Instruction(NamedTuple):
    """One `struct sock_filter`: when the test fails, `unmet` instructions are skipped."""

    code: int
    met: int
    unmet: int
    value: int


def filter_bytes(machine: str = "") -> bytes:
    """What `bwrap --seccomp FD` reads: an array of struct sock_filter."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in filter_program(machine))


def filter_program(machine: str = "") -> list[Instruction]:
    column = column_of(machine)
    program = [
        _load(_ARCHITECTURE),
        *_unless(_EQUAL, AUDIT_ARCHES[column], _refuse(errno.EPERM)),
        _load(_NUMBER),
    ]
    if column == "x86_64":
        program += _when(_AT_LEAST, _X32_BIT, _refuse(errno.EPERM))
    program += _when(_AT_LEAST, NEWEST + 1, _refuse(errno.ENOSYS))
    # glibc falls back on clone, whose flags a filter can read; clone3's lie behind a pointer.
    program += _when(_EQUAL, getattr(CLONE3, column), _refuse(errno.ENOSYS))
    for numbers in REFUSED.values():
        number = getattr(numbers, column)
        if number is not None:
            program += _when(_EQUAL, number, _refuse(errno.EPERM))
    program += _argument_rules(column)
    return [*program, Instruction(_RETURN, 0, 0, ALLOW)]


def _argument_rules(column: str) -> list[Instruction]:
    """Calls that are allowed with some arguments only; each ends the program when it applies."""
    other_family = _unless(_EQUAL, _AF_UNIX, _refuse(errno.EAFNOSUPPORT))  # as systemd answers
    typing = _when(_EQUAL, _TIOCSTI, _refuse(errno.EPERM))
    typing += _when(_EQUAL, _TIOCLINUX, _refuse(errno.EPERM))
    namespaces = _when(_ANY_BIT, NEW_NAMESPACES, _refuse(errno.EPERM))
    rules = [
        (CLONE, 0, namespaces),
        (SOCKET, 0, other_family),
        (SOCKETPAIR, 0, other_family),
        (IOCTL, 1, typing),
    ]
    program: list[Instruction] = []
    for numbers, argument, tests in rules:
        body = [_load(_argument(argument)), *tests, Instruction(_RETURN, 0, 0, ALLOW)]
        program += [Instruction(_EQUAL, 0, len(body), getattr(numbers, column)), *body]
    return program


def _argument(position: int) -> int:
    """Offset of an argument's low half: the kernel reads these as 32-bit ints (little endian)."""
    return 16 + 8 * position


def _load(offset: int) -> Instruction:
    return Instruction(_LOAD_WORD, 0, 0, offset)


def _when(test: int, value: int, answer: Instruction) -> list[Instruction]:
    return [Instruction(test, 0, 1, value), answer]


def _unless(test: int, value: int, answer: Instruction) -> list[Instruction]:
    return [Instruction(test, 1, 0, value), answer]


def _refuse(number: int) -> Instruction:
    return Instruction(_RETURN, 0, 0, _ERRNO | number)
