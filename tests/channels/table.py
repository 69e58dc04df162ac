"""Writes docs/channels.md: which adapters pass which cases of the contract suite, as a run of it has just shown."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec import Struct

from bot.testing import ChannelContract

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "channels.md"
PLUGIN = ROOT / "examples" / "antrian-sms"
PLACES = (ROOT / "tests" / "channels", PLUGIN / "tests")
SUITE = f"({ChannelContract.__name__})"
TABLES = {"arrival": "arrivals", "delivery": "deliveries", "fault": "faults"}
HEADINGS = {
    "": "Rules",
    "test_parse": "What the platform hands over",
    "test_render": "What goes out",
    "test_fault": "What goes wrong",
    "test_wire": "What goes out, as the platform's server gets it",
}
ABOUT = """\
# Channels

Every adapter passes the same suite, [bot/testing/contract.py](../bot/testing/contract.py), over its platform's real
library; `make channels` runs it and writes this page, if no case fails and none is skipped. ✓: the case passed. An
empty cell: the platform has no such thing. How to run it over an adapter of your own:
[Plugins](plugins.md#the-contract-suite).
"""


class Case(Struct, frozen=True, order=True):
    """One test of the suite: a rule, on a row of the channel's table where it has one, of one adapter."""

    adapter: str
    rule: str
    row: str = ""


class Recorder:
    """A pytest plugin that keeps the contract's tests alone, and what became of each."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.passed: set[str] = set()
        self.titles: dict[str, str] = {}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out what is no test of the suite."""
        ours = [item for item in items if isinstance(item, pytest.Function) and _is_ours(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in ours])
        items[:] = ours
        self.cases = {item.nodeid: case_of(item) for item in ours}
        self.titles = {item.originalname: _sentence(item) for item in ours}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a test that has passed."""
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)
        elif not report.passed:
            self.passed.discard(report.nodeid)


def case_of(item: pytest.Function) -> Case:
    """Return which case a test is: a channel's folder names its adapter, with the way where it has several."""
    channel = item.path.parent.parent.name if item.path.parent.name == "tests" else item.path.parent.name
    row = next((_row(item, argument, table) for argument, table in TABLES.items() if argument in _params(item)), "")
    way = item.callspec.id.removeprefix(f"{row}-").removesuffix(f"-{row}") if hasattr(item, "callspec") else ""
    adapter = channel.replace("_", "-") if way in ("", row) else f"{channel}, {way}"
    return Case(adapter, item.originalname, row)


def cases(page: str) -> Iterator[Case]:
    """Yield the cases that a page shows."""
    rule, adapters = "", []
    for line in page.splitlines():
        if line.startswith("## "):
            rule = next(name for name, heading in HEADINGS.items() if heading == line.removeprefix("## "))
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("| ") else []
        if cells and cells[0] == "":
            adapters = cells[1:]
        elif cells:
            name = cells[0].partition(":")[0]
            yield from (
                Case(adapter, rule or name, name if rule else "")
                for adapter, cell in zip(adapters, cells[1:], strict=True)
                if cell == "✓"
            )


def written(found: Iterable[Case], titles: Mapping[str, str]) -> str:
    """Return the page."""
    by_rule: defaultdict[str, list[Case]] = defaultdict(list)
    for case in found:
        by_rule[case.rule if case.row else ""].append(case)
    parts = [ABOUT]
    for rule, heading in HEADINGS.items():
        parts.append(f"\n## {heading}\n\n{titles.get(rule, 'What holds for every adapter.')}\n\n")
        parts.append(_table(by_rule[rule], titles))
    return "".join(parts)


def run(*options: str) -> tuple[bool, Recorder]:
    """Run the suite over every adapter, or do with it what the options say; return whether pytest was content."""
    modules = sorted(path for place in PLACES for path in place.rglob("test_*.py") if SUITE in path.read_text())
    recorder = Recorder()
    paths = f"pythonpath={ROOT} {PLUGIN}"
    code = pytest.main([*map(str, modules), "-q", "-o", paths, "-p", "no:cacheprovider", *options], plugins=[recorder])
    return code == pytest.ExitCode.OK, recorder


def write() -> bool:
    """Run the suite and write the page, unless something failed or was skipped; return whether it is written."""
    is_well, recorder = run()
    left = [id for id in recorder.cases if id not in recorder.passed]
    if left or not is_well:
        print("Not written, for these have not passed:", *left, sep="\n")
        return False
    PAGE.write_text(written(recorder.cases.values(), recorder.titles))
    print(f"{len(recorder.cases)} cases in {PAGE.relative_to(ROOT)}")
    return True


def check() -> bool:
    """Return whether the page shows just the cases that there are; run none."""
    is_well, recorder = run("--collect-only", "-qq")
    differing = sorted(set(recorder.cases.values()) ^ set(cases(PAGE.read_text())))
    if differing:
        print("Write docs/channels.md anew (make channels). It differs in:", *differing, sep="\n")
    return is_well and not differing


def _is_ours(item: pytest.Function) -> bool:
    return item.cls is not None and issubclass(item.cls, ChannelContract)


def _params(item: pytest.Function) -> dict[str, object]:
    return item.callspec.params if hasattr(item, "callspec") else {}


def _row(item: pytest.Function, argument: str, table: str) -> str:
    """Return the name of the row that a test is about."""
    value = _params(item)[argument]
    assert item.cls is not None
    rows = getattr(item.cls, table)
    return str(value) if argument == "fault" else next(name for name, row in rows.items() if row is value)


def _sentence(item: pytest.Function) -> str:
    return (item.function.__doc__ or "").partition("\n")[0]


def _table(found: Sequence[Case], titles: Mapping[str, str]) -> str:
    adapters = sorted({case.adapter for case in found})
    marks: dict[str, set[str]] = {}
    for case in found:
        marks.setdefault(case.row or case.rule, set()).add(case.adapter)
    lines = [f"| | {' | '.join(adapters)} |", "|---|" + ":-:|" * len(adapters)]
    for name, having in marks.items():
        label = f"{name}: {titles[name]}" if name in titles else name
        lines.append(f"| {label} | {' | '.join('✓' if each in having else '' for each in adapters)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(not (check() if "--check" in sys.argv else write()))
