"""The data folder: private, and marked with the version of its layout. The rest is others' business."""

from __future__ import annotations

from pathlib import Path

from bot.store.errors import DataFolderError

LAYOUT = 1
"""Version of what lies in a data folder and in its server; raised when an older release could not read it."""

_MARK = "layout"


def prepare(folder: Path) -> Path:
    """Make a folder ready for use, or check one that is; return its absolute path. Raises DataFolderError."""
    folder = folder.absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_private(folder)
        _check_layout(folder, folder / _MARK)
    except OSError as error:
        raise DataFolderError(
            folder,
            problem=f"can't be used ({error.strerror})",
            remedy="give this user the right to write there, or configure another folder",
        ) from error
    return folder


def _keep_private(folder: Path) -> None:
    if not folder.stat().st_mode & 0o077:
        return
    if any(folder.iterdir()) and not (folder / _MARK).exists():
        raise DataFolderError(
            folder,
            problem="is open to others and holds files that are not ours",
            remedy=f"configure an empty folder, or run: chmod 700 {folder}",
        )
    folder.chmod(0o700)


def _check_layout(folder: Path, mark: Path) -> None:
    if not mark.exists():
        mark.write_text(f"{LAYOUT}\n")
        return
    found = mark.read_text().strip()
    if not found.isdecimal():
        raise DataFolderError(
            folder, problem="has no version in its file 'layout'", remedy="restore it from your backup"
        )
    if int(found) > LAYOUT:
        raise DataFolderError(
            folder,
            problem=f"was written by a newer release (layout {found}, this one knows {LAYOUT})",
            remedy="install that release again",
        )
