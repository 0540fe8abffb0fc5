"""Run as a program of its own: lays out what bwrap cannot, starts bwrap, and outlives all of it.

bwrap's tmpfs has a size but no number of inodes, and a bwrap started by root could not leave root
behind. So this program, in a mount namespace of its own: mounts the capped tmpfs, clones what may
be read (owned by the run's user: mount_setattr(2), MOUNT_ATTR_IDMAP), enters the control group,
lowers the rlimits, becomes a user nobody else has, and starts bwrap with an empty environment.
It imports nothing of the product, and little else: starting it is a third of a run's start. Its
plan comes in a file descriptor, written by `cage.py` and by nobody else (marshal: no import)."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import marshal
import os
import resource
import select
import signal
import socket
import stat
import sys
import time
from functools import cache

_LIBC = ctypes.CDLL(None, use_errno=True)
# linux/sched.h, linux/mount.h, linux/prctl.h
_CLONE_NEWNS, _CLONE_NEWUSER = 0x00020000, 0x10000000
_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_PRIVATE = 2, 4, 0x4000, 1 << 18
_MNT_DETACH = 2
_PR_SET_CHILD_SUBREAPER = 36
_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442  # the same number on every machine
_OPEN_TREE_CLONE, _OPEN_TREE_CLOEXEC = 1, os.O_CLOEXEC
_AT_FDCWD, _AT_SYMLINK_NOFOLLOW, _AT_EMPTY_PATH = -100, 0x100, 0x1000
_MOVE_MOUNT_F_EMPTY_PATH = 4
_RDONLY_NOSUID_NODEV, _IDMAP = 1 | 2 | 4, 0x00100000
_PATIENCE_SECONDS = 5

TYPE_CHECKING = False
if TYPE_CHECKING:  # importing typing would cost two milliseconds of every run
    from typing import Any

    Plan = dict[str, Any]  # what room.py and cage.py put together, of plain values


class CannotLayOut(Exception):
    """A sentence for the outcome: why nothing was started."""


def main(plan_descriptor: int, control_descriptor: int) -> int:
    for descriptor in (plan_descriptor, control_descriptor):
        fcntl.fcntl(descriptor, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    plan: Plan = marshal.loads(os.fdopen(plan_descriptor, "rb").read())  # noqa: S302
    control = socket.socket(fileno=control_descriptor)
    try:
        output = _lay_out(plan)
    except CannotLayOut as reason:
        control.send(marshal.dumps({"refused": str(reason)}))
        return 1
    socket.send_fds(control, [b"output"], [output])
    os.close(output)
    outcome = _supervise(plan, control)
    try:
        control.send(marshal.dumps(outcome))
    except OSError:  # whoever asked was killed, and will not clear up
        _clear_up(plan)
    return 0


def _clear_up(plan: Plan) -> None:
    _LIBC.umount2(os.fsencode(plan["stage"]), _MNT_DETACH)
    for folder in [plan["stage"], *(os.path.dirname(each) for each in plan["entrances"])]:
        try:
            os.rmdir(folder)
        except OSError:
            continue


# -- the layout


def _lay_out(plan: Plan) -> int:
    """Everything under one folder that only this program and bwrap see; returns the output."""
    _own_mount_namespace(as_root=plan["as_root"])
    stage = plan["stage"]
    trees = [(bind["at"], _clone_of(bind, plan)) for bind in plan["binds"]]
    _mount_tmpfs(stage, size=1 << 20, inodes=4096, owner=None)
    owner = plan["user"] if plan["as_root"] else None
    for capped in plan["tmpfs"]:
        os.mkdir(f"{stage}/{capped['at']}")
        where = f"{stage}/{capped['at']}"
        _mount_tmpfs(where, size=capped["bytes"], inodes=capped["inodes"], owner=owner)
    for folder in plan["folders"]:
        os.mkdir(f"{stage}/{folder}", 0o700)
        if owner is not None:
            os.chown(f"{stage}/{folder}", owner, owner)
    for name, text in plan["files"].items():
        with open(f"{stage}/{name}", "w") as written:
            written.write(text)
    for name, tree in trees:
        _attach(tree, f"{stage}/{name}")
    return os.open(f"{stage}/{plan['output']}", os.O_RDONLY | os.O_DIRECTORY)


def _own_mount_namespace(*, as_root: bool) -> None:
    user, group = os.getuid(), os.getgid()
    _checked(
        _LIBC.unshare(_CLONE_NEWNS if as_root else _CLONE_NEWNS | _CLONE_NEWUSER),
        "a mount namespace of its own was refused",
    )
    if not as_root:
        _write("/proc/self/setgroups", "deny")  # user_namespaces(7)
        _write("/proc/self/gid_map", f"{group} {group} 1")
        _write("/proc/self/uid_map", f"{user} {user} 1")
    private = _LIBC.mount(b"none", b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None)
    _checked(private, "mounts could not be made private")


def _mount_tmpfs(where: str, *, size: int, inodes: int, owner: int | None) -> None:
    options = f"size={size},nr_inodes={inodes},mode=0755"  # tmpfs(5)
    if owner is not None:
        options += f",uid={owner},gid={owner}"
    flags = ctypes.c_ulong(_MS_NOSUID | _MS_NODEV)
    mounted = _LIBC.mount(b"tmpfs", where.encode(), b"tmpfs", flags, options.encode())
    _checked(mounted, "a capped tmpfs could not be mounted")


class _MountAttributes(ctypes.Structure):
    _fields_ = [
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    ]


def _clone_of(bind: dict[str, Any], plan: Plan) -> int:
    """A detached read-only copy of a mount; data is shown as owned by the run's user."""
    source: str = bind["source"]
    flags = _OPEN_TREE_CLONE | _OPEN_TREE_CLOEXEC | _AT_SYMLINK_NOFOLLOW
    tree = _LIBC.syscall(_OPEN_TREE, _AT_FDCWD, os.fsencode(source), flags)
    _checked(tree, f"{source} could not be opened")
    if bind["is_data"]:
        owned = _set_attributes(tree, _RDONLY_NOSUID_NODEV | _IDMAP, _ids_of(plan["user"]))
        if owned == 0:
            return int(tree)
        _refuse_unreadable(source)  # a file system that cannot map ids: others must be able to read
    _checked(
        _set_attributes(tree, _RDONLY_NOSUID_NODEV, 0), f"{source} could not be made read-only"
    )
    return int(tree)


def _set_attributes(tree: int, attributes: int, namespace: int) -> int:
    wanted = _MountAttributes(attributes, 0, 0, namespace)
    size = ctypes.sizeof(wanted)
    done = _LIBC.syscall(_MOUNT_SETATTR, tree, b"", _AT_EMPTY_PATH, ctypes.byref(wanted), size)
    return int(done)


@cache
def _ids_of(user: int) -> int:
    """A user namespace that shows what root owns as owned by the run's user."""
    ready, asleep = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(asleep[1])
        _LIBC.unshare(_CLONE_NEWUSER)
        os.write(ready[1], b"1")
        os.read(asleep[0], 1)
        os._exit(0)
    os.read(ready[0], 1)
    for kind in ("gid_map", "uid_map"):
        _write(f"/proc/{child}/{kind}", f"0 {user} 1")
    namespace = os.open(f"/proc/{child}/ns/user", os.O_RDONLY)
    for descriptor in (*ready, *asleep):
        os.close(descriptor)
    os.waitpid(child, 0)
    return namespace


def _refuse_unreadable(source: str) -> None:
    mode = os.lstat(source).st_mode
    needed = 0o005 if stat.S_ISDIR(mode) else 0o004
    if mode & needed != needed:
        raise CannotLayOut(
            f"{source} lies on a file system without id-mapped mounts, and others may not read it. "
            f"Run: chmod -R o+rX {source}"
        )


def _attach(tree: int, where: str) -> None:
    if stat.S_ISDIR(os.fstat(tree).st_mode):
        os.mkdir(where)
    else:
        os.close(os.open(where, os.O_CREAT | os.O_WRONLY, 0o600))
    moved = _LIBC.syscall(
        _MOVE_MOUNT, tree, b"", _AT_FDCWD, os.fsencode(where), _MOVE_MOUNT_F_EMPTY_PATH
    )
    _checked(moved, f"{where} could not be attached")
    os.close(tree)


def _checked(result: int, sentence: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise CannotLayOut(f"{sentence} ({errno.errorcode.get(number, number)}).")


def _write(path: str, text: str) -> None:
    try:
        with open(path, "w") as opened:
            opened.write(text)
    except OSError as refused:
        raise CannotLayOut(f"{path} may not be written ({refused.strerror}).") from refused


# -- the run


def _supervise(plan: Plan, control: socket.socket) -> dict[str, Any]:
    """Start bwrap, end it when told or when time is up, and come back when nothing is left."""
    _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # bwrap's orphans are ours to wait for
    told, tell = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _become_bwrap(plan, tell)
    os.close(tell)
    watched = os.pidfd_open(child)
    ready, _, _ = select.select([watched, control.fileno()], [], [], plan["wall_seconds"])
    stopped = None if watched in ready else "asked" if ready else "wall clock"
    if stopped:
        os.kill(child, signal.SIGKILL)
    left = _reap_everything()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "stopped": stopped,
        "seconds": time.monotonic() - started,
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "exit_code": _exit_code_told(told),
        "left": left,
    }


def _become_bwrap(plan: Plan, tell: int) -> None:
    try:
        for entrance in plan["entrances"]:
            _write(entrance, "0")
        if plan["as_root"]:
            os.setgroups([])
            os.setresgid(plan["user"], plan["user"], plan["user"])
            os.setresuid(plan["user"], plan["user"], plan["user"])
        os.nice(plan["nice"])
        for name, (soft, hard) in plan["rlimits"].items():
            resource.setrlimit(getattr(resource, name), (soft, hard))
        os.umask(0o022)
        for ignored_here in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(ignored_here, signal.SIG_DFL)
        fcntl.fcntl(tell, fcntl.F_SETFD, 0)
        status = ["--json-status-fd", str(tell)]
        os.execve(plan["bwrap"], ["bwrap", *status, *plan["arguments"]], {})  # noqa: S606
    except (OSError, ValueError, CannotLayOut) as refused:
        print(f"bwrap: {refused}", file=sys.stderr, flush=True)
    finally:
        os._exit(127)


def _reap_everything() -> int:
    """Killing bwrap kills its namespace's init (--die-with-parent), which takes all others along:
    pid_namespaces(7). Returns how many were still there when patience ended: none, always."""
    patience = time.monotonic() + _PATIENCE_SECONDS
    insist = time.monotonic() + 0.5
    while time.monotonic() < patience:
        try:
            if os.waitpid(-1, os.WNOHANG)[0]:
                continue
        except ChildProcessError:
            return 0
        if time.monotonic() > insist:
            for stray in _children():
                os.kill(stray, signal.SIGKILL)
        time.sleep(0.001)
    return len(_children())


def _children() -> list[int]:
    with open(f"/proc/self/task/{os.getpid()}/children") as listed:
        return [int(word) for word in listed.read().split()]


def _exit_code_told(told: int) -> int | None:
    """bwrap tells an exit code only when the command was really started (--json-status-fd)."""
    text = b""
    while piece := os.read(told, 65536):
        text += piece
    _before, found, code = text.rpartition(b'"exit-code":')
    return int(code.strip(b" }\n")) if found else None


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
