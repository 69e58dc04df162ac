"""An environment of its own for an example package: installed by pip, without a network, beside our libraries."""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


class Environment:
    """A virtual environment that finds what ours has, and what is installed into it."""

    def __init__(self, folder: Path) -> None:
        self.python = folder / "bin" / "python"
        venv.create(folder, symlinks=True)
        (packages,) = (folder / "lib").glob("python*/site-packages")
        ours = "\n".join(f"import site; site.addsitedir({path!r})" for path in site.getsitepackages())
        (packages / "ours.pth").write_text(ours)

    def install(self, package: Path, *, into: Path) -> None:
        """Install a package from a copy of its sources, as building one leaves things behind."""
        sources = shutil.copytree(package, into / package.name)
        self.run("-m", "pip", "install", "--no-index", "--no-deps", "--no-build-isolation", "--quiet", str(sources))

    def run(self, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """Run this environment's Python."""
        return subprocess.run(
            [self.python, *arguments], cwd=cwd, env=clean(), capture_output=True, text=True, timeout=60, check=True
        )


def clean() -> dict[str, str]:
    """Return the variables of this process, without those that lead Python or the program somewhere."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("ANTRIAN_", "PYTHON", "PIP_"))}
