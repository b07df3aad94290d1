"""The reference: every block, file, component and command, from the schemas and the code.

What it says in Spanish is in `docs/manual/referencia.yaml`; `gaps` finds what that lacks, and what
it has that is no longer there.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import yaml
from PIL import Image

from infogen.blocks import BLOCKS
from infogen.cli import infogen
from infogen.design.axes import Axis
from infogen.design.components import ComponentFile
from infogen.design.drawings import Drawing
from infogen.design.formats import Format
from infogen.design.pieces import PieceFile
from infogen.design.themes import Theme
from infogen.sheets.gallery import crop_example, entries
from infogen.source.model import Model
from infogen.workspace import Workspace
from infogen.workspace.editor_schemas import schemas
from manual import fields

WORDS = Path("docs/manual/referencia.yaml")
FILES: dict[str, type[Model]] = {
    "pieza": PieceFile,
    "componente": ComponentFile,
    "formato": Format,
    "tema": Theme,
    "dibujo": Drawing,
    "eje": Axis,
}
SHOWN = "Un componente se pone con `use`; un ejemplo muestra cómo se hace algo. Así se ven:"
INTRODUCTION = """\
# 10. Referencia

Esta página se hace con lo que infogen tiene en este momento: no puede quedarse vieja.

En cada campo puedes escribir el valor, una referencia (`$camino`), una frase con datos
(`${camino}`) o un valor por formato. Las medidas son pixeles en pantalla y milímetros en papel; los
tamaños de letra, pixeles en pantalla y puntos en papel.
"""
Words = dict[str, Any]
Save = Callable[[str, Image.Image], tuple[int, int]]


def words() -> Words:
    """What the reference says in Spanish."""
    found: Words = yaml.safe_load(WORDS.read_text("utf-8"))
    return found


def gaps(words: Words, workspace: Workspace) -> list[str]:
    """What has no words, and words for what is not there."""
    wanted = {
        "todo": {field.name for field in fields.common()[0]},
        "control": _control(),
        "bloques": set(BLOCKS),
        "archivos": set(FILES),
        "componentes": set(workspace.components),
        "ejemplos": set(workspace.examples),
    }
    parts = _named(fields.common()[1])
    for section, models in (("bloques", BLOCKS), ("archivos", FILES)):
        for name, model in models.items():
            own, inner = fields.of(model)
            wanted[f"{section}.{name}.of"] = {field.name for field in own}
            parts |= _named(inner)
    wanted |= {"parts": set(parts)} | {f"parts.{part}": names for part, names in parts.items()}
    return [
        f"{path}: {verb} {', '.join(sorted(names))}"
        for path, needed in wanted.items()
        for verb, names in (
            ("lacks", needed - set(_at(words, path))),
            ("has", set(_at(words, path)) - needed),
        )
        if names
    ]


def text(workspace: Workspace, save: Save) -> str:
    """The chapter, in Markdown; `save` is given its pictures."""
    said = words()
    return "\n".join(
        [
            INTRODUCTION,
            *_blocks(said),
            *_files(said),
            *_shown(workspace, said, save),
            *_kinds(workspace),
            *_commands(infogen),
        ]
    )


def _blocks(said: Words) -> Iterator[str]:
    yield from ("## Todo bloque", "")
    every, common = fields.common()
    yield from _table(every, said["todo"])
    yield from _parts(common, said)
    yield from ("## Control", "", "| clave | qué hace |", "|---|---|")
    yield from (f"| `{key}` | {what} |" for key, what in said["control"].items() if key != "kind")
    yield ""
    for kind, cls in BLOCKS.items():
        own, parts = fields.of(cls)
        yield from (f"## {kind}", "", said["bloques"][kind]["is"], "")
        if own:
            yield from _table(own, said["bloques"][kind]["of"])
        yield from _parts({part: parts[part] for part in parts if part not in common}, said)


def _files(said: Words) -> Iterator[str]:
    yield from ("## Archivos", "")
    for name, model in FILES.items():
        own, parts = fields.of(model)
        yield from (f"### {name.capitalize()}", "", f"`{said['archivos'][name]['where']}`", "")
        yield from _table(own, said["archivos"][name]["of"])
        yield from _parts(parts, said)


def _parts(parts: dict[str, list[fields.Field]], said: Words) -> Iterator[str]:
    for name, found in parts.items():
        yield from (f"Los campos de `{name}`:", "")
        yield from _table(found, said["parts"][name])


def _table(found: Iterable[fields.Field], said: dict[str, str]) -> Iterator[str]:
    yield from ("| campo | qué es | valor |", "|---|---|---|")
    for field in found:
        usual = f"; si no se dice, {field.usual}" if field.usual else ""
        needed = " (hay que decirlo)" if field.required else ""
        yield f"| `{field.name}` | {said[field.name]} | {field.type}{usual}{needed} |"
    yield ""


def _shown(workspace: Workspace, said: Words, save: Save) -> Iterator[str]:
    yield from ("## Componentes y ejemplos", "", SHOWN, "")
    for entry in entries(workspace):
        component = workspace.components.get(entry.name)
        picture = crop_example(entry.scene)
        name = f"componente-{entry.name}.webp"
        save(name, Image.frombytes("RGB", (picture.columns, picture.rows), picture.pixels))
        about = said["componentes" if component else "ejemplos"][entry.name]
        yield from (f"### {entry.name}", "", about, "")
        yield from (f"<!-- imagen: imagenes/{name} | {about} -->", "")
        if component and component.params:
            yield from ("| parámetro | tipo | si no se dice |", "|---|---|---|")
            for key, param in component.params.items():
                usual = f"`{param.default}`" if param.optional else "hay que decirlo"
                yield f"| `{key}` | `{param.type}` | {usual if usual != '`None`' else ''} |"
            yield ""
        if not component:
            place = f"layouts/examples/{entry.name}.yaml"
            lines = "\n".join(" " * indent + text for indent, text in entry.lines)
            yield from (f"```yaml archivo={place}", lines, "```", "")


def _kinds(workspace: Workspace) -> Iterator[str]:
    yield from ("## Formatos", "", "| formato | nombre | medida | archivos |", "|---|---|---|---|")
    for name, sheet in sorted(workspace.formats.items()):
        size = f"{sheet.width:g} × {sheet.height:g} {sheet.unit}"
        yield f"| `{name}` | {sheet.name} | {size} | {', '.join(sheet.files)} |"
    yield from ("", "## Temas", "", "| tema | nombre |", "|---|---|")
    for name, theme in sorted(workspace.themes.items()):
        yield f"| `{name}` | {theme.name} |"
    yield ""


def named_commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """The commands by the words that call them, those of groups inside among them."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from named_commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _commands(group: click.Group) -> Iterator[str]:
    yield from ("## Comandos", "")
    for name, command in sorted(named_commands(group)):
        context = click.Context(command, info_name=f"infogen {name}")
        usage = " ".join([context.info_name or "", *command.collect_usage_pieces(context)])
        yield from (f"### infogen {name}", "", " ".join(str(command.help).split()), "")
        yield from (f"`{usage}`", "", "| opción | qué hace |", "|---|---|")
        for parameter in command.params:
            record = parameter.get_help_record(context)
            if record and isinstance(parameter, click.Option):
                option, about = (part.replace("|", "\\|") for part in record)
                yield f"| `{option}` | {about} |"
        yield ""


def _named(parts: dict[str, list[fields.Field]]) -> dict[str, set[str]]:
    return {part: {field.name for field in found} for part, found in parts.items()}


def _control() -> set[str]:
    block = schemas(())["component"]["$defs"]["block"]
    return set(block["properties"]) - {"kind"}


def _at(words: Words, path: str) -> Iterable[str]:
    found: Any = words
    for step in path.split("."):
        found = found.get(step, {})
    return found
