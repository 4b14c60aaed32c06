"""Where ledgers live: the local profile by default; removable and network drives are for backups."""

import re
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo

from ledger.language import _

SUFFIX = ".mqzb"
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "fuse.sshfs", "9p"})
# File systems of memory cards and U盘; a computer's own disk has another.
_PORTABLE = frozenset({"vfat", "msdos", "exfat", "fat32", "fat"})
_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4


def default_folder() -> Path:
    """The folder a new ledger is offered: on this machine, in the user's own profile."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def place_to_look(folder: Path) -> Path:
    """`folder`, or where a dialog begins while there is none yet: among the documents, else at home."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return next((each for each in (folder, documents) if each.is_dir()), Path.home())


def ledger_name(community: str) -> str:
    """A file name for a community's ledger, without what file systems refuse."""
    return (re.sub(r'[\\/:*?"<>|\x00-\x1f]', "", community).strip(" .") or _("ledger")) + SUFFIX


def free_path(folder: Path, community: str) -> Path:
    """A path in `folder` that no file has yet."""
    first = folder / ledger_name(community)
    path, number = first, 2
    while path.exists():
        path = first.with_name(f"{first.stem} {number}{SUFFIX}")
        number += 1
    return path


def warning_about(folder: Path) -> str:
    """Why a ledger should rather not live in `folder`, or ""."""
    if _is_remote(folder):
        return _(
            "This is a network drive: if the connection breaks while something is noted, the ledger can be"
            " damaged. Better keep it on this computer and put backups there."
        )
    if _is_removable(folder):
        return _(
            "This is a removable drive: pulled out at the wrong moment it damages the ledger. Better keep it"
            " on this computer and put backups there."
        )
    return ""


def _is_remote(folder: Path) -> bool:
    if sys.platform == "win32":
        return str(folder).startswith("\\\\") or _drive_type(folder) == _REMOTE_DRIVE
    return _file_system(folder) in _NETWORK


def _is_removable(folder: Path) -> bool:
    if sys.platform == "win32":
        return _drive_type(folder) == _REMOVABLE_DRIVE
    if _file_system(folder) in _PORTABLE:
        return True
    return any(str(folder).startswith(root) for root in ("/media/", "/run/media/", "/Volumes/"))


def _file_system(folder: Path) -> str:
    # A folder that is not made yet lies where its nearest parent lies.
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return bytes(QStorageInfo(str(folder)).fileSystemType().data()).decode().lower()


def _drive_type(folder: Path) -> int:
    import ctypes

    windows = getattr(ctypes, "windll")  # noqa: B009 - not there on other systems
    return int(windows.kernel32.GetDriveTypeW(f"{folder.drive}\\"))
