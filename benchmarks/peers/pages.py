"""The same two pieces as HTML pages for WeasyPrint, as a person would write them."""

import re
from html import escape
from typing import Any

FACES = {
    "Display": ("bricolage-display", 400), "Title": ("bricolage-title", 400),
    "Text": ("atkinson-text", 400), "Label": ("atkinson-label", 400),
}  # fmt: skip


def _css(fonts: str, page: str) -> str:
    faces = [
        f'@font-face{{font-family:{name};src:url("{fonts}/{file}.ttf")}}'
        for name, (file, _weight) in FACES.items()
    ]
    digits = "unicode-range:U+30-39"
    faces += [
        f'@font-face{{font-family:Text;font-weight:700;src:url("{fonts}/atkinson-bold.ttf")}}',
        f'@font-face{{font-family:Digits;src:url("{fonts}/bricolage-figure.ttf");{digits}}}',
        f"@font-face{{font-family:Digits;font-weight:700;"
        f'src:url("{fonts}/bricolage-figure-bold.ttf");{digits}}}',
    ]
    return (
        "".join(faces)
        + f"@page{{size:{page};margin:0}}*{{margin:0;padding:0}}"
        + "body{font-family:Digits,Text;color:#14202B}.d{font-family:Display;"
        "letter-spacing:-.022em}.h{font-family:Title;letter-spacing:-.012em}.l{font-family:Label}"
        ".a{position:absolute}"
    )


def _marked(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))


def _code(matrix: list[str], side: str) -> str:
    rects = [
        f'<rect x="{m.start() + 4}" y="{y + 4}" width="{m.end() - m.start()}" height="1"/>'
        for y, row in enumerate(matrix)
        for m in re.finditer("1+", row)
    ]
    n = len(matrix) + 8
    return (
        f'<svg width="{side}" height="{side}" viewBox="0 0 {n} {n}" fill="#14202B">'
        f'<rect width="{n}" height="{n}" fill="#fff"/>{"".join(rects)}</svg>'
    )


def verificacion(d: dict[str, Any], fonts: str) -> str:
    """The portrait, absolutely placed."""
    out = []

    def box(x: float, y: float, w: float, h: float, color: str, radius: float = 0) -> None:
        out.append(
            f'<div class=a style="left:{x}px;top:{y}px;width:{w}px;height:{h}px;'
            f'background:{color};border-radius:{radius}px"></div>'
        )

    def words(x: float, y: float, size: str, text: str, style: str = "", kind: str = "") -> None:
        out.append(
            f'<div class="a {kind}" style="left:{x}px;top:{y}px;font:{size};{style}">{text}</div>'
        )

    box(0, 0, 1080, 544, "#14202B")
    box(0, 544, 520, 368, "#EFE6D2")
    box(520, 544, 560, 368, "#FFC72C")
    box(64, 584, 48, 712, "#14202B", 24)
    words(118, 42, "32px Title", escape(d["series"]), "color:#FBF7EE")
    words(64, 46, "28px Label", escape(d["subject"]), "color:#FBF7EE;width:952px;text-align:right")
    *start, last = d["headline"]
    words(
        58, 92, "120px/106px Display",
        f'{escape(" ".join(start))} <span style="color:#FFC72C">{escape(last)}</span>',
        "color:#FBF7EE;width:960px;letter-spacing:-.022em",
    )  # fmt: skip
    words(64, 440, "32px/40px Digits,Text", escape(d["deck"]), "color:#FBF7EE;width:952px")
    for x, side in ((144, d["left"]), (640, d["right"])):
        words(x, 574, "56px Title", escape(side["title"]))
        words(x, 642, "30px Label", escape(side["starts"]))
    words(144, 694, "30px/38px Digits,Text", escape(d["left"]["text"]), "width:360px")
    ipomex = d["links"]["ipomex"]
    words(192, 826, "30px Label", f'<a href="{ipomex["url"]}">{ipomex["shown"]}</a>')
    for i, need in enumerate(d["right"]["needs"]):
        words(684, 696 + 46 * i, "30px Digits,Text", escape(need))
    out.append(
        '<svg class=a width=1080 height=1350 style="left:0;top:0" fill="none"><path stroke="#C4161C"'
        ' stroke-width="48" d="M584 608V904A48 48 0 0 1 536 952H184A48 48 0 0 0 136 1000V1296"/>'
        '<g fill="#fff"><circle cx="88" cy="608" r="12"/><circle cx="584" cy="608" r="12"/></g></svg>'
    )
    for i, outcome in enumerate(d["outcomes"]):
        box(76, 1024 + 98 * i, 72, 24, "#fff", 12)
        words(192, 996 + 98 * i, "38px Title", escape(outcome["title"]))
        words(192, 1040 + 98 * i, "30px Digits,Text", escape(outcome["text"]))
    box(538, 990, 249, 293, "#FFC72C")
    for x, y, code, side in ((550, 1046, d["qr"][0], 225), (811, 1066, d["qr"][1], 205)):
        words(x, y - 42, "30px Label", escape(code["caption"]), f"width:{side}px;text-align:center")
        link = f'<a href="{code["url"]}">{_code(code["matrix"], f"{side}px")}</a>'
        words(x, y, "0 Text", link)
    box(0, 1296, 1080, 54, "#14202B")
    words(64, 1306, "26px Digits,Text", escape(d["party"]), "color:#FBF7EE")
    words(
        64, 1306, "26px Digits,Text", escape(d["reviewed"]),
        "color:#FBF7EE;width:952px;text-align:right",
    )  # fmt: skip
    return f"<style>{_css(fonts, '1080px 1350px')}</style>{''.join(out)}"


def guia(d: dict[str, Any], fonts: str) -> str:
    """The two printed pages, in rows and columns."""
    t = {name: _marked(text) for name, text in d["texts"].items()}
    css = _css(fonts, "215.9mm 279.4mm") + (
        "section{width:190.5mm;height:260mm;padding:10.6mm 12.7mm 8mm;overflow:hidden}"
        "section+section{page-break-before:always}"
        ".r{display:flex;justify-content:space-between;gap:8.5mm}.r>*{flex:1}"
        ".s{font-size:10.75pt;line-height:14.5pt}.c{font-size:9.75pt;line-height:12.75pt}"
        "hr{border:0;border-top:.79mm solid #14202B;margin:3mm 0}.x{font:16.1pt Title;margin:3mm 0}"
        ".o{display:inline-block;width:2.76mm;height:2.76mm;border-radius:50%;margin:0 .55mm 0 0;"
        "box-sizing:border-box}"
    )

    def track(name: str, style: str) -> str:
        steps = "".join(
            f'<div style="height:24.1mm"><div class=x>{n}&ensp;{t[f"1.{name}.{n}.titulo"]}</div>'
            f'<div style="font-size:11.6pt">{t[f"1.{name}.{n}.texto"]}</div></div>'
            for n in "1234"
        )
        return (
            f'<div><div style="{style};border:.53mm solid #14202B;padding:3mm 4mm">'
            f'<div style="font:17.25pt Title">{t[f"1.{name}.titulo"]}</div>'
            f"<div class=s>{t[f'1.{name}.sub']}</div></div>{steps}</div>"
        )

    def strip(days: int, fill: str, line: str, text: str) -> str:
        dot = f'<i class=o style="background:{fill};border:.4mm solid {line}"></i>'
        return f'<span style="display:inline-block;margin-right:3mm">{dot * days}<br>{text}</span>'

    head = f"<div class=r><div class=h>{escape(d['series'])}</div><div class=l>"
    foot = f'<hr><div class="r c"><div>{escape(d["foot"])}</div><div>{escape(d["reviewed"])}</div></div>'
    one = (
        f'{head}{t["1.tema"]}</div></div><div class=d style="font-size:69.75pt;line-height:62.25pt">'
        f'{t["1.titulo"]}</div><p style="font-size:13.1pt;margin:6mm 0">{t["1.entrada"]}</p>'
        f'<div class=r>{track("info", "background:#14202B;color:#FBF7EE")}'
        f'{track("datos", "background:#FFC72C")}</div><hr>'
        f'<div class=r><div class=h style="font-size:20.5pt">{t["1.plazos.titulo"]}</div>'
        f'<div class=s>{t["1.plazos.nota"]}</div></div><div class=c>'
        + "<br>".join(
            "".join(
                strip(days, "#14202B" if i == 0 else "#fff", "#C4161C" if i == 2 else "#14202B",
                      t[f"1.tira.{key}.{i + 1}"] if key != "recurso" else t["1.tira.recurso"])
                for i, days in enumerate(d["days"][key])
            )
            for key in ("info", "arco", "recurso")
        )
        + f"</div><p class=c>{t['1.tira.silencio']}</p>{foot}"
    )  # fmt: skip
    stages = "".join(
        f"<div><div class=x>{t[f'2.dentro.{n}.titulo']}</div><p class=s>{t[f'2.dentro.{n}.texto']}</p></div>"
        for n in "12345"
    )
    codes = {
        name: f'<a href="{link["url"]}">{_code(link["matrix"], "28mm")}</a>'
        for name, link in d["links"].items()
    }
    cards = "".join(
        f"<div class=s>{codes[name]}<br>{t[f'2.enlace.{name}']}<br>{d['links'][name]['shown']}</div>"
        for name in ("saimex", "sarcoem", "buzon")
    )
    words = "".join(
        f'<p class=c style="width:60mm;display:inline-block"><b>{escape(e["term"])}.</b> '
        f"{_marked(e['text'])}</p>"
        for e in d["glossary"]
    )
    panel = "border:.53mm solid #14202B;padding:5mm"
    two = (
        f'{head}{t["2.tema"]}</div></div><div class=d style="font-size:37.5pt">{t["2.titulo"]}</div>'
        f'<div class=r style="gap:3mm;margin:6mm 0">{stages}</div><div class=r>'
        f'<div class=s style="{panel};background:#EFE6D2"><div class=x>{t["2.no.titulo"]}</div>'
        f'{t["2.no.texto"]}<div class=d style="font-size:46.5pt">{t["2.no.figura"]}</div>'
        f"{t['2.no.plazo']} {t['2.no.silencio']} {t['2.no.donde']}</div>"
        f'<div class=s style="{panel}"><div class=x>{t["2.falta.titulo"]}</div>{t["2.falta.texto"]}'
        + "".join(f"<p>{t[f'2.falta.{n}']}</p>" for n in "1234")
        + f"{codes['denuncia']}</div></div><hr><div class=x>{t['2.enlaces.titulo']}</div>"
        f"<div class=r>{cards}</div><hr><div class=x>{t['2.glosario.titulo']}</div>{words}"
        f"<p class=c>{t['2.fuentes']}</p>{foot}"
    )
    return f"<style>{css}</style><section>{one}</section><section>{two}</section>"
