"""The look of a page: the series' type and colours, with all that they need in the page itself.

No style stands outside the one style sheet, and its digest is in the page's own policy (CSP level
3): nothing else is applied, nothing is run and nothing is asked of another server.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

import uharfbuzz as hb

from infogen.scene import Scene
from infogen.scene.fonts import Face

DIGITS = "0123456789"
DIGIT_RANGE = "U+30-39"

STYLE = """\
*{box-sizing:border-box}
:root{color-scheme:light dark}
body{margin:0;font:1.125rem/1.55 T,system-ui,sans-serif;background:var(--paper);color:var(--ink)}
.top,.head,main>*,body>footer>*{padding-inline:max(1.25rem,50vw - 34rem)}
.top{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:center;
justify-content:space-between;background:var(--band);color:var(--on-band);padding-block:.75rem}
.top p{margin:0}.top p:first-of-type{font:1.25rem/1.2 H,system-ui,sans-serif;flex:1 0 auto;
display:flex;gap:.6rem;align-items:center}
.top svg{width:1.5rem;height:1.5rem;flex:none}
.head{background:var(--band);color:var(--on-band);padding-block:2rem 2.5rem}
h1,h2,h3,dt,th,b{font-family:H,system-ui,sans-serif;font-weight:400;line-height:1.2;
text-wrap:balance}
h1{font:clamp(2.25rem,1.2rem + 4.2vw,4rem)/1.02 D,system-ui,sans-serif;letter-spacing:-.02em;
margin:0;max-width:16em}
h2{font-size:1.6rem;margin:2.25rem 0 .5rem}h3,li h2,li h3{font-size:1.25rem;margin:1.5rem 0 .25rem}
.seal{background:var(--ink);color:var(--paper);margin:0;padding-block:.6rem}
.seal strong{font:1.25rem/1.3 H,system-ui,sans-serif}
.page{display:grid;gap:1.5rem 3.5rem;padding-block:2.5rem;align-items:start}
.page+.page{border-top:2px solid}
.page>div>:first-child{margin-top:0}
p{margin:.6rem 0;max-width:38em}
figure{margin:0}
.picture img{display:block;width:100%;height:auto;border:1px solid var(--line)}
.picture a{display:block}
figure.told{border-left:.25rem solid var(--path);padding-left:1rem;margin:1rem 0}
ol,ul{padding-left:1.75em;max-width:38em}li{margin:.5rem 0}li>*{margin-block:.15rem}
li::marker{font-family:H,system-ui,sans-serif}ol>li::marker{color:var(--path)}
dl{max-width:38em}dt{margin-top:.9rem}dd{margin:.15rem 0 0}
a{color:inherit;overflow-wrap:anywhere;text-decoration-color:var(--path);
text-decoration-thickness:.12em;text-underline-offset:.18em}
a:focus-visible{outline:3px solid var(--path);outline-offset:3px}
.code a{display:inline-block;background:var(--act);color:var(--on-act);padding:.6em 1em;
font-family:H,system-ui,sans-serif;text-decoration:none}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid;padding:.5em .75em .5em 0;text-align:start;vertical-align:top;
overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
hr{border:0;border-top:1px solid var(--line);margin:1.25rem 0;max-width:38em}
body>footer{background:var(--foot);border-top:2px solid;font-size:1rem;padding-block:1.75rem 2.5rem}
body>footer h2{font-size:1.125rem;margin:1.25rem 0 .25rem}
body>footer>*{max-width:none}body>footer p{margin-block:.15rem}body>footer ul{list-style:none;
margin:0}
@media(min-width:60rem){.page:has(>.picture){grid-template-columns:minmax(0,24rem) minmax(0,1fr)}
.page>.picture{position:sticky;top:1.5rem}}
@media(prefers-color-scheme:dark){:root{--paper:var(--dark);--ink:var(--light);--foot:var(--dark);
--path:var(--glow)}.seal,.code a{background:var(--glow);color:var(--dark)}}
@media print{.top,.head,.seal,body>footer{background:none;color:#000}.page{display:block}
.picture{float:right;width:40%;margin:0 0 1rem 1.5rem}.code a{border:1px solid}
body{font-size:11pt}.page{break-inside:auto}h1,h2,h3{break-after:avoid}}
"""

ROLES = (
    ("paper", "paper", "#FFFFFF"),
    ("ink", "ink", "#111111"),
    ("band", "citizen", "#EEEEEE"),
    ("on-band", "ink", "#111111"),
    ("act", "ink", "#111111"),
    ("on-act", "white", "#FFFFFF"),
    ("path", "path", "#111111"),
    ("foot", "quiet", "#F2F2F2"),
    ("line", "muted", "#666666"),
    ("dark", "ink", "#111111"),
    ("light", "paper", "#FFFFFF"),
    ("glow", "citizen", "#EEEEEE"),
)
"""The properties of the style sheet, the theme's colour for each, and one where it has none."""


def style(scene: Scene, words: str) -> str:
    """The style sheet of a page that says these words, its fonts among it."""
    colors = scene.look.colors
    values = "".join(f"--{name}:{colors.get(role, usual)};" for name, role, usual in ROLES)
    return f"{''.join(_faces(scene, words))}:root{{{values}}}\n{STYLE}"


def policy(sheet: str) -> str:
    """The policy of a page with this style sheet."""
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src 'self';"
        " base-uri 'none'; form-action 'none'"
    )


def mark(scene: Scene) -> str:
    """The series' mark as SVG, hidden from who hears the page: its name stands beside it."""
    outlines = scene.look.mark
    ink, path = (scene.look.colors.get(role, "#111111") for role in ("ink", "path"))
    if outlines:
        drawn = "".join(f'<path d="{data}" fill="{color}"/>' for data, color in outlines)
    else:
        drawn = (
            f'<circle cx="50" cy="50" r="42.5" fill="none" stroke="{ink}" stroke-width="15"/>'
            f'<circle cx="50" cy="50" r="18" fill="{path}"/>'
        )
    return f'<svg viewBox="0 0 100 100" aria-hidden="true">{drawn}</svg>'


def _faces(scene: Scene, words: str) -> Iterator[str]:
    """The rules of the page's fonts, each with no more than the letters of the page."""
    look = scene.look
    for family, name, weight in (
        ("T", look.text, 400),
        ("T", look.strong, 700),
        ("H", look.title, 400),
        ("D", look.display, 400),
    ):
        if name not in scene.fonts:
            continue
        yield _rule(family, weight, scene.fonts.face(name), words)
        figures = look.digits.get(name)
        if figures is not None and figures in scene.fonts:
            yield _rule(family, weight, scene.fonts.face(figures), DIGITS, DIGIT_RANGE)


def _rule(family: str, weight: int, face: Face, words: Iterable[str], limits: str = "") -> str:
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(sorted({ord(char) for char in words if char.isprintable()}))
    part, _ids = face.subset(wanted, ())
    data = b64encode(bytes(part.blob.data)).decode()
    within = f";unicode-range:{limits}" if limits else ""
    return (
        f"@font-face{{font-family:{family};font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data}){within}}}\n"
    )
