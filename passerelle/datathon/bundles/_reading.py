"""A bundle read from a folder or a zip, whatever platform it comes from."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from passerelle.programme.yaml_lines import read_yaml

from ._codabench import read_codabench
from ._description import Bundle
from ._evalai import read_evalai
from ._parts import Shelf
from ._remarks import BundleRefused
from ._zips import ZipLimits, is_junk, unpack

_CODABENCH = ("competition.yaml", "competition.yml")
_EVALAI = ("challenge_config.yaml", "challenge_config.yml", "zip_challenge.yaml")
_MOST_YAML = 1_000_000


def read_bundle(path: Path, *, into: Path | None = None, limits: ZipLimits | None = None) -> Bundle:
    """What the bundle says. A folder is read where it lies; zips are unpacked under `into`.

    Without `into` they are unpacked in a temporary folder that goes when this program ends."""
    if not path.exists():
        raise BundleRefused(
            _("“%(name)s” does not exist.") % {"name": path.name}, _("Give a folder or a zip.")
        )
    allowed = limits or ZipLimits()
    own = into if into is not None else _temporary()
    if path.is_dir():
        top = path
    else:
        unpack(path, own / "bundle", allowed)
        top = own / "bundle"
    root, name = _configuration(top, path.name)
    with (root / name).open("rb") as file:
        written = read_yaml(name, file.read(_MOST_YAML + 1), foreign=True)
    if not isinstance(written.value, dict):
        problem = written.problems[0] if written.problems else None
        says = problem.reason if problem else _("The file holds no fields.")
        raise BundleRefused(says, "", file=name, line=problem.line if problem else 1)
    shelf = Shelf(root, own / "parts", allowed)
    reader = read_codabench if name in _CODABENCH else read_evalai
    return reader(written, shelf, digest_of(root))


def digest_of(folder: Path) -> str:
    """Names and contents, the same for a folder and for its zip."""
    digest = hashlib.sha256()
    for name in files_in(folder):
        with (folder / name).open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()


def files_in(folder: Path) -> list[str]:
    """The regular files below a folder, as relative names, without junk or links."""
    found = []
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = Path(above, name)
            relative = path.relative_to(folder).as_posix()
            if path.is_file() and not path.is_symlink() and not is_junk(relative):
                found.append(relative)
    return sorted(found)


def _configuration(top: Path, given: str) -> tuple[Path, str]:
    """The folder that holds the configuration, and its name; one folder down is looked at too."""
    below = [one for one in sorted(top.iterdir()) if one.is_dir() and not is_junk(one.name)]
    below = [one for one in below if not one.name.startswith(".") and not one.is_symlink()]
    for root in (top, *(below if len(below) == 1 else ())):
        for name in (*_CODABENCH, *_EVALAI):
            if (root / name).is_file() and not (root / name).is_symlink():
                return root, name
    raise BundleRefused(
        _("“%(name)s” has no competition.yaml (Codabench) and no challenge_config.yaml (EvalAI).")
        % {"name": given},
        _("Put it at the top of the zip or folder."),
        file=given,
    )


def _temporary() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="passerelle-bundle-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
