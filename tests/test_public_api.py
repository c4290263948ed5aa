"""What importers see, and what importing costs them."""

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import renkei_model

HEAVY = ("numpy", "hypothesis", "transitions", "cattrs", "matplotlib", "wcwidth", "argparse")
MODULES = sorted(
    module.name for module in pkgutil.walk_packages(renkei_model.__path__, prefix="renkei_model.")
)


def _fresh(code):
    return subprocess.run(  # noqa: S603 - a fresh Python of our own
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.strip()


def test_importing_the_library_loads_none_of_the_heavy_dependencies():
    """A program that only assesses pays for attrs and for nothing else."""
    loaded = _fresh(f"import sys, renkei_model; print([m for m in {HEAVY!r} if m in sys.modules])")

    assert loaded == "[]"


def test_the_default_policy_loads_neither_the_registry_nor_the_other_policies():
    """Whoever reads councils by the default policy does not pay for the others."""
    loaded = _fresh(
        "import sys; from renkei_model import kochi; kochi.POLICY; "
        "print([m for m in ('councils', 'indicators', 'variants') "
        "if f'renkei_model.kochi.{m}' in sys.modules])"
    )

    assert loaded == "[]"


def test_without_hypothesis_the_testing_kit_says_what_to_install():
    """Whoever imports the kit and lacks Hypothesis reads what to do, in either language."""
    told = _fresh(
        "import sys\nsys.modules['hypothesis'] = None\n"
        "try:\n    import renkei_model.testing\n"
        "except ModuleNotFoundError as missing:\n"
        "    sys.stdout.reconfigure(encoding='utf-8')\n"
        "    print(missing)\n    print(missing.explain('ja'))"
    )

    assert told == (
        "renkei_model.testing needs Hypothesis; install it by pip install 'renkei_model[testing]'."
        "\nrenkei_model.testing を使うには Hypothesis が必要です。"
        "pip install 'renkei_model[testing]' で入れてください。"
    )


@pytest.mark.parametrize(
    "name", [name for name in MODULES if name.startswith("renkei_model.testing")]
)
def test_the_testing_kit_may_be_imported_before_hypothesis(name):
    """Whichever module of the kit comes first, Hypothesis and its entry point find it whole."""
    assert _fresh(f"import {name} as first; print(first.__name__)") == name


def test_importing_hypothesis_loads_neither_files_nor_machines_of_ours():
    """Whoever uses Hypothesis for something else does not wait for what they do not use."""
    rooms = ("interchange", "machine", "columns", "kochi")
    loaded = _fresh(
        "import sys, hypothesis; "
        f"print([m for m in {rooms!r} if f'renkei_model.{{m}}' in sys.modules])"
    )

    assert loaded == "[]"


def test_every_public_name_of_the_package_can_be_imported():
    """`__all__` promises nothing that is not there."""
    missing = [name for name in renkei_model.__all__ if not hasattr(renkei_model, name)]

    assert missing == []


def test_the_public_names_are_sorted_and_unique():
    """A reader finds a name in `__all__` where the alphabet puts it."""
    assert sorted(set(renkei_model.__all__)) == renkei_model.__all__


def test_dir_lists_the_public_names():
    """Completion in a notebook shows what importers are meant to use."""
    assert dir(renkei_model) == renkei_model.__all__


def test_stages_are_read_without_subsidies():
    """A program that only assesses does not load what subsidies are read with."""
    loaded = _fresh("import sys, renkei_model; print('renkei_model.subsidies' in sys.modules)")

    assert loaded == "False"


def test_an_unknown_name_is_an_attribute_error():
    """A typo after `renkei_model.` fails as in any module."""
    with pytest.raises(AttributeError, match="advanse"):
        renkei_model.advanse  # noqa: B018 - the access is the point


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is_and_exports_what_it_has(name):
    """Each module has a docstring, and each name it exports is documented there."""
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", [])
    undocumented = [
        public
        for public in exported
        if inspect.isclass(value := getattr(module, public)) or inspect.isfunction(value)
        if not value.__doc__
    ]

    assert module.__doc__
    assert [public for public in exported if not hasattr(module, public)] == []
    assert undocumented == []
    assert list(exported) == sorted(exported, key=_as_ruff_sorts)


def _as_ruff_sorts(name):
    # Constants first, then classes, then functions: ruff's order of `__all__`.
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_public_values_cannot_change():
    """A council in somebody's hand stays what it was."""
    council = renkei_model.Council(name="みのり地区連携協議会")

    with pytest.raises(AttributeError):
        council.name = "ほかの協議会"
