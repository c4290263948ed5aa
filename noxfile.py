"""The gates, by name. `nox` runs them all in the current environment; `nox -s types` runs one."""

import json
import os
import pathlib
import shutil
import sys
import tempfile
import zipfile

import nox

nox.options.default_venv_backend = "none"
HERE = pathlib.Path(__file__).parent
PYTHON = sys.executable


@nox.session
def lint(session):
    """Style, docstrings, imports: ruff."""
    session.run(PYTHON, "-m", "ruff", "check", ".")
    session.run(PYTHON, "-m", "ruff", "format", "--check", ".")


@nox.session
def types(session):
    """What type checkers see: mypy and pyright, strict, and every public name has its type."""
    session.run(PYTHON, "-m", "mypy")
    # pyright looks for packages in the first Python on the path.
    environment = {"PATH": f"{pathlib.Path(PYTHON).parent}{os.pathsep}{os.environ['PATH']}"}
    session.run(PYTHON, "-m", "pyright", env=environment)
    # External names are left out: the standard library's own Fraction is not typed to the end.
    report = session.run(
        PYTHON, "-m", "pyright", "--verifytypes", "renkei_model", "--ignoreexternal",
        "--outputjson", env=environment, silent=True, success_codes=[0, 1],
    )  # fmt: skip
    seen = json.loads(report)["typeCompleteness"]
    incomplete = [
        symbol["name"]
        for symbol in seen["symbols"]
        if not symbol["isTypeKnown"] and symbol["name"].startswith("renkei_model")
    ]
    if incomplete or not seen["exportedSymbolCounts"]["withKnownType"]:
        session.error(f"not every public name has a type: {incomplete}")


@nox.session
def imports(session):
    """Imports run down the house; each heavy dependency has one room."""
    session.run(str(pathlib.Path(PYTHON).with_name("lint-imports")))


@nox.session
def dependencies(session):
    """Every dependency is declared where it is used, and used where it is declared."""
    session.run(PYTHON, "-m", "deptry", "src")


@nox.session
def coverage(session):
    """Every branch of the library is run by some test."""
    session.run(PYTHON, "-m", "coverage", "erase")
    # The examples of a page build on each other, so a file stays on one core.
    spread = ("-n", "auto", "--dist", "loadfile")
    session.run(
        PYTHON, "-m", "coverage", "run", "-m", "pytest", "-q", *spread,
        env={"HYPOTHESIS_PROFILE": "ci"},
    )  # fmt: skip
    session.run(PYTHON, "-m", "coverage", "combine", "-q")
    session.run(PYTHON, "-m", "coverage", "report")


@nox.session
def docs(session):
    """The generated pages and pictures are what the policy and the registry say."""
    session.run(PYTHON, "docs/generate.py", "--check")


@nox.session
def package(session):
    """The wheel holds the package and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        session.run(PYTHON, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, str(HERE))
        (wheel,) = pathlib.Path(folder).glob("*.whl")
        names = zipfile.ZipFile(wheel).namelist()
    strangers = [
        name
        for name in names
        if not name.startswith(("renkei_model/", "renkei_model-0.1.0.dist-info/"))
        or "__pycache__" in name
    ]
    if strangers:
        session.error(f"the wheel holds more than the package: {strangers}")
    for needed in ("py.typed", "kochi/statements.csv", "kochi/councils.csv", "kochi/evidence.csv"):
        if f"renkei_model/{needed}" not in names:
            session.error(f"the wheel lacks {needed}")
    shutil.rmtree(HERE / "build", ignore_errors=True)


@nox.session(default=False, venv_backend="virtualenv")
def benchmarks(session):
    """Measure against peers, in an environment of its own, and write benchmarks/README.md."""
    session.install("-r", "benchmarks/requirements.txt", ".")
    session.run("python", "-m", "benchmarks", "--write", *session.posargs)


@nox.session(default=False, venv_backend="venv", reuse_venv=True)
def consumers(session):
    """Every drawing and machine runs in the programs it is for: writes tests/consumers/README.md.

    Needs Node.js and Graphviz; what else it needs is installed for it alone.
    """
    session.install("-q", "-r", "tests/consumers/requirements.txt")
    folder = pathlib.Path(session.create_tmp()).resolve()
    shutil.copy(HERE / "tests" / "consumers" / "package.json", folder)
    session.run(
        "npm", "install", "--prefix", str(folder), "--no-package-lock", "--no-audit", "--no-fund",
        external=True,
    )  # fmt: skip
    python = pathlib.Path(session.bin) / "python"
    session.run(
        PYTHON, "tests/consumers", "--folder", str(folder), "--python", str(python), external=True
    )


@nox.session(default=False, venv_backend="venv", reuse_venv=True)
def mutation(session):
    """Some test notices a changed line of the library (14 minutes on two cores): mutmut."""
    session.install("-q", "-c", "constraints.txt", "-e", ".[test]", "mutmut==3.8.1")
    shutil.rmtree(HERE / "mutants", ignore_errors=True)
    session.run(
        "prlimit", "--as=2000000000",  # a changed loop may never end: let it run out of memory soon
        "mutmut", "run", "--max-children", "2",
        env={"HYPOTHESIS_PROFILE": "mutation"}, external=True,
    )  # fmt: skip
    session.run("python", ".ci/survivors.py")


@nox.session(default=False)
def docs_refresh(session):
    """Write the generated pages and pictures of the documentation anew."""
    session.run(PYTHON, "docs/generate.py")


@nox.session(default=False)
def constraints(session):
    """Pin what was installed and tested, without any address."""
    session.run(
        "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--extra", "dev",
        "--no-header", "--no-annotate", "--upgrade", "pyproject.toml", "-o", "constraints.txt",
        external=True,
    )  # fmt: skip
