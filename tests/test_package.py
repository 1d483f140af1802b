"""What is installed: the packages listed and nothing else, able to run alone; imports one way."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LAYERS = ("cli", "evaluate", "library", "records", "graph", "extract", "ingest")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of what is under version control or would be."""
    import shutil

    source = tmp_path_factory.mktemp("source") / "hongtou"
    skipped = shutil.ignore_patterns(".*", "build", "dist", "out", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, source, ignore=skipped)
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    made = subprocess.run(
        [*command, "--wheel-dir", str(target), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (path,) = target.glob("*.whl")
    return path


def test_only_the_packages_listed_get_in(wheel):
    packages = set(PROJECT["tool"]["setuptools"]["packages"])
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
    for name in names:
        folder = name.rpartition("/")[0].replace("/", ".")
        assert folder in packages, name
        assert name.endswith((".py", ".toml", "py.typed")), name
    assert {name.rpartition("/")[0].replace("/", ".") for name in names} == packages
    here = {
        f"hongtou/{path.relative_to(ROOT).as_posix()}"
        for package in packages
        for path in (ROOT / package.partition(".")[2].replace(".", "/")).glob("*.py")
    }
    assert here == {name for name in names if name.endswith(".py")}


def test_the_root_holds_two_python_files():
    assert {path.name for path in ROOT.glob("*.py")} == {"__init__.py", "cli.py"}


def test_the_wheel_runs_alone(wheel, tmp_path):
    """From a folder of its own, where the repository is not on the path."""
    target = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target"]
    subprocess.run([*command, str(target), str(wheel)], check=True, capture_output=True)
    libraries = sysconfig.get_path("purelib")
    code = "\n".join(
        [
            "import sys",
            f"sys.path[:0] = [{str(target)!r}]",
            f"sys.path.append({libraries!r})",
            "import hongtou, hongtou.cli",
            f"assert hongtou.__file__.startswith({str(target)!r}), hongtou.__file__",
            "hongtou.cli.main()",
        ]
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    (tmp_path / "a.txt").write_text("安政办发〔2021〕7号\n\n关于便民服务的通知\n", encoding="utf-8")
    script = tmp_path / "run.py"
    script.write_text(
        f"if __name__ == '__main__':\n    {code.replace(chr(10), chr(10) + '    ')}\n"
    )
    for arguments, words in (
        (["--version"], PROJECT["project"]["version"]),
        (["schema"], "hongtou.record/1"),
    ):
        made = subprocess.run(
            [sys.executable, "-S", "-I", str(script), *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr
        assert words in made.stdout


def test_the_command_and_the_engines_are_declared(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("entry_points.txt")]
        points = archive.read(name).decode()
    assert "hongtou = hongtou.cli:main" in points
    for engine in ("rapidocr", "null", "replay"):
        assert f"{engine} = hongtou.ingest.engines.{engine}:" in points


def test_the_version_is_one():
    import hongtou

    assert hongtou.__version__ == PROJECT["project"]["version"]


def test_imports_point_one_way(tmp_path):
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    assert contract["layers"] == [f"hongtou.{layer}" for layer in LAYERS]
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    made = subprocess.run(
        [*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout + made.stderr
