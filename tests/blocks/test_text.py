"""Texts: labels that other blocks draw."""


def test_equal_labels_keep_the_facts_of_their_own(tiny):
    """The same figure under two terms may come from two procedures."""
    paths = [f"procedures.{name}.steps.responder.deadline.days" for name in ("tramite", "cadena")]
    segments = ", ".join(
        f'{{days: 7, state: filled, color: ink, label: "${{{path}}}"}}' for path in paths
    )
    scene = tiny.scene(f"{{kind: dots, diameter: 8, segments: [{segments}]}}")
    assert {fact.path for fact in scene.facts} >= set(paths)
