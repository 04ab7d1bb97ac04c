"""Where the data files are: in the package once it is installed, in the repository's `data/` before."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_path(*parts: str) -> Path:
    """The path of a data file or folder, such as ``data_path("policies", "proxy.toml")``.

    Raises FileNotFoundError when the data of the installation are incomplete.
    """
    packaged = _PACKAGE / "_data"
    root = packaged if packaged.is_dir() else _PACKAGE.parent / "data"
    path = root.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
