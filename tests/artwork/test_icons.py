"""The baked icons: all parse, and stay in their box."""

import pytest

from infogen.artwork.icons import icon_names, icon_strokes
from infogen.scene import Path
from kit.tiny import items

NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}


def test_names_are_sorted_and_hold_the_ones_the_layouts_use():
    assert list(icon_names()) == sorted(icon_names())
    assert {"check", "plus", "eye", "inbox", "folder-search", "users", "scissors"} <= set(
        icon_names()
    )


@pytest.mark.parametrize("name", icon_names())
def test_commands_are_well_formed(name):
    commands = icon_strokes(name).commands
    assert commands[0][0] == "M"
    assert all(len(numbers) == NUMBERS[letter] for letter, *numbers in commands)


@pytest.mark.parametrize("name", icon_names())
def test_lines_stay_in_the_box(name):
    icon = icon_strokes(name)
    assert all(-1 <= value <= icon.box + 1 for _, *numbers in icon.commands for value in numbers)


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_fills_its_box_in_one_direction(name):
    icon = icon_strokes(name)
    points = [numbers[-2:] for _, *numbers in icon.commands if numbers]
    spans = [max(axis) - min(axis) for axis in zip(*points, strict=True)]
    assert max(spans) >= icon.box / 2


def test_an_unknown_icon_raises_key_error():
    with pytest.raises(KeyError):
        icon_strokes("no-such-icon")


def test_icons_that_are_placed_are_each_their_own(tiny):
    """What is remembered of one must not be told of another that came to be where it was."""
    asked = ["check", "plus", "eye", "users", "check"]
    placed = [
        f"  - {{kind: icon, name: {name}, size: 24, place: {{x: {30 * i}, y: 0}}}}"
        for i, name in enumerate(asked)
    ]
    scene = tiny.scene("kind: overlay\nheight: 300\nchildren:\n" + "\n".join(placed))
    drawn = [item.commands for _x, _y, item in items(scene) if isinstance(item, Path)]
    assert drawn == [icon_strokes(name).commands for name in asked]
