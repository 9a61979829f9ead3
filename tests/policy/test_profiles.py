"""Profiles of channels: the shipped ones are whole, and a policy changes any figure, or is told why not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Callable

import pytest

from couth import Draft, Linter, Thread
from couth.checks import KINDS
from couth.engine import default_linter
from couth.errors import PolicyError
from couth.facts import FIGURES
from couth.facts.profiles import kind_of_figure, told
from couth.model.values import CHANNELS
from couth.policy import Policy, load
from couth.policy import library as shipped_folder

from .conftest import furnish, put

RULE = """\
summary: Be brief
severity: error
check: {kind: limits}
message: "the {part} has {count} {unit}; {channel} takes {limit}"
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped profiles and one rule that goes by them."""
    folder = furnish(tmp_path_factory.mktemp("profiles"))
    shutil.copytree(shipped_folder() / "channels", folder / "channels")
    put(folder, "channel/length.yaml", RULE)
    return folder


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Callable[[str], Policy]:
    """A policy with some figures of its own."""
    return lambda text: load(put(tmp_path, "own.yaml", f"extends: default\n{text}"), library=small)


SHIPPED = default_linter().policy


def test_every_channel_has_a_profile() -> None:
    profiles = SHIPPED.channels
    assert tuple(profiles) == CHANNELS
    assert all(profile.summary for profile in profiles.values())


def test_every_figure_says_what_it_rests_on() -> None:
    for profile in SHIPPED.channels.values():
        for name, figure in profile.figures.items():
            assert kind_of_figure(name), name
            assert figure.certainty != "own"
            assert figure.source or figure.certainty == "uncertain", (profile.channel, name)
            assert figure.read, (profile.channel, name)
            assert told(figure)


def test_every_kind_of_figure_is_used_and_read_by_some_check() -> None:
    used = {kind.name for p in SHIPPED.channels.values() for name in p.figures if (kind := kind_of_figure(name))}
    read = {name for check in KINDS.values() for name in check.figures}
    kinds = {kind.name for kind in FIGURES}
    assert read <= kinds
    assert used <= read | {"template.fixed"}


def test_a_profile_has_the_figures_of_the_one_that_it_is_like() -> None:
    profiles = SHIPPED.channels
    assert profiles["instagram"].figures["window.message"] == profiles["messenger"].figures["window.message"]
    assert profiles["instagram"].figures["text.limit"] != profiles["messenger"].figures["text.limit"]


def test_a_policy_changes_figures_and_takes_them_away(own: Callable[[str], Policy]) -> None:
    policy = own("channels:\n  whatsapp: {text.limit: 20, window.message: 1h, media.image.types: off}\n")
    figures, plain = policy.channels["whatsapp"].figures, own("")
    assert (figures["text.limit"].value, figures["text.limit"].unit, figures["text.limit"].certainty) == (
        20,
        "characters",
        "own",
    )
    assert figures["window.message"].value == 3600
    assert "media.image.types" not in figures
    assert policy.fingerprint != plain.fingerprint
    assert policy.channels["telegram"] == plain.channels["telegram"]


def test_a_changed_figure_is_in_force(own: Callable[[str], Policy]) -> None:
    draft = Draft("It is ready, and waits for you.", channel="whatsapp")
    (found,) = Linter(own("channels: {whatsapp: {text.limit: 20}}\n")).lint(draft, Thread(None)).violations
    assert (found.severity, found.message) == ("error", "the text has 31 characters; whatsapp takes 20")


@pytest.mark.parametrize(
    ("certainty", "severity"),
    [("own", "error"), ("platform", "error"), ("vendor", "warning"), ("uncertain", "warning")],
)
def test_what_is_not_certain_warns_at_most(own: Callable[[str], Policy], certainty: str, severity: str) -> None:
    linter = Linter(own(f"channels: {{whatsapp: {{text.limit: {{value: 20, certainty: {certainty}}}}}}}\n"))
    report = linter.lint(Draft("It is ready, and waits for you.", channel="whatsapp"), Thread(None))
    assert [v.severity for v in report.violations if v.rule == "channel.length"] == [severity]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("channels: {fax: {text.limit: 20}}\n", 2, "channels.fax"),
        ("channels:\n  whatsapp: {text.limt: 20}\n", 3, "there is no figure 'text.limt'; did you mean 'text.limit'"),
        ("channels:\n  whatsapp: {text.limit: many}\n", 3, "text.limit must be a whole number, not 'many'"),
        ("channels:\n  whatsapp: {text.limit: -1}\n", 3, "text.limit must be at least 0"),
        (
            "channels:\n  whatsapp: {window.message: 24}\n",
            3,
            "window.message a duration is a whole number with its unit",
        ),
        ("channels:\n  sms: {hours.US: {from: '9', to: '20:00'}}\n", 3, "hours.US"),
        (
            "channels:\n  sms: {hours.US: {from: '09:00', to: '20:00', days: {funday: off}}}\n",
            3,
            "there is no day 'funday'",
        ),
        ("channels:\n  sms: {segments: {value: 2, certainty: sure}}\n", 3, "certainty must be"),
        ("channels:\n  sms: {segments: {value: 2, colour: red}}\n", 3, "unknown key 'colour'"),
        ("channels:\n  sms: {segments: {value: 2, read: today}}\n", 3, "read must be a day such as 2026-11-22"),
        ("channels:\n  sms: {nope.nope.nope: off}\n", 3, "there is no figure 'nope.nope.nope'"),
    ],
)
def test_mistakes_are_told_with_their_place(own: Callable[[str], Policy], text: str, line: int, says: str) -> None:
    with pytest.raises(PolicyError) as caught:
        own(text)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert says in problem.message
