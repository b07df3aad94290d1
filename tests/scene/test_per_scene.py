"""What is remembered of a scene: once for each, and no longer than it lives."""

import gc
from weakref import ref

from msgspec.structs import replace

from infogen.scene.per_scene import per_scene


class Found:
    """Something that is found out about a scene."""


def test_it_is_found_once_for_each_scene(tiny):
    scene = tiny.scene("kind: text\nstyle: body\ntext: a")
    found = per_scene(lambda _scene: Found())
    assert found(scene) is found(scene)
    assert found(replace(scene)) is not found(scene)


def test_it_is_forgotten_with_the_scene(tiny):
    scene = tiny.scene("kind: text\nstyle: body\ntext: a")
    remembered = per_scene(lambda _scene: Found())
    known = ref(remembered(scene))
    assert known() is not None
    del scene
    gc.collect()
    assert known() is None
