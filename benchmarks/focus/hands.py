"""Hands that mark boxes, and cameras that photograph sheets: what a session's paper goes through.

The sheet is the one that infogen prints. Hands mark with crosses, ticks, fillings, strokes, dots,
or a ring around the box, in ink from black to faint pencil; some black out a box to take it back.
Cameras see the sheet askew, bent, in uneven light, blurred, and save it as JPEG.
"""

import math
import random
from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np

from infogen.focus.paper import BoxPlace, Places

Image = np.ndarray[Any, np.dtype[Any]]

SCALE = 8.0
"""Pixels to the mm of a sheet before it is photographed."""
STYLES = {"cross": 0.45, "tick": 0.25, "fill": 0.15, "stroke": 0.08, "dot": 0.05, "ring": 0.02}
WHATSAPP, GOOD = "whatsapp", "good"


class Hand:
    """One person's way of marking."""

    def __init__(
        self, rng: random.Random, style: str | None = None, ink: int | None = None
    ) -> None:
        self.rng = rng
        self.style = style or rng.choices(list(STYLES), list(STYLES.values()))[0]
        pen = rng.choice([235, 210, 180, 150]) if rng.random() < 0.8 else rng.choice([110, 80])
        self.ink = ink or pen

    def mark(self, sheet: Image, box: BoxPlace) -> None:
        """Mark a box."""
        self._draw(sheet, box, self.style)

    def black_out(self, sheet: Image, box: BoxPlace) -> None:
        """Take a mark back, as the ballot asks."""
        self._draw(sheet, box, "black")

    def _draw(self, sheet: Image, box: BoxPlace, style: str) -> None:
        left, top, side = box
        layer = np.zeros_like(sheet)
        pen = max(1, round(self.rng.uniform(0.35, 0.8) * SCALE))

        def at(x: float, y: float, shake: float = 0.5) -> tuple[int, int]:
            dx, dy = (self.rng.uniform(-shake, shake) for _n in range(2))
            return round((left + x * side + dx) * SCALE), round((top + y * side + dy) * SCALE)

        match style:
            case "cross":
                cv2.line(layer, at(0.05, 0.05), at(0.95, 0.95), 255, pen)
                cv2.line(layer, at(0.95, 0.05), at(0.05, 0.95), 255, pen)
            case "tick":
                points = [at(0.12, 0.45), at(0.4, 0.85), at(1.15, -0.1, 1.0)]
                cv2.polylines(layer, [np.array(points, np.int32)], False, 255, pen)
            case "fill":
                for step in np.linspace(0.12, 0.88, 9):
                    cv2.line(layer, at(0.1, step, 0.3), at(0.9, step + 0.06, 0.3), 255, pen)
            case "stroke":
                cv2.line(layer, at(0.1, 0.9), at(0.9, 0.1), 255, pen)
            case "dot":
                size = round(self.rng.uniform(0.7, 1.4) * SCALE)
                cv2.circle(layer, at(0.5, 0.5, 1.0), size, 255, -1)
            case "ring":
                axes = (round(side * 0.75 * SCALE), round(side * 0.7 * SCALE))
                angle = self.rng.uniform(0, 90)
                cv2.ellipse(layer, at(0.5, 0.5), axes, angle, 0, 350, 255, pen)
            case "black":
                cv2.rectangle(layer, at(0.02, 0.02, 0), at(0.98, 0.98, 0), 255, -1)
        soft = cv2.GaussianBlur(layer, (0, 0), 1.2).astype(np.float32) / 255
        sheet[:] = np.clip(sheet - soft * self.ink, 0, 255).astype(np.uint8)


def filled(
    blank: Image, places: Places, marks: Mapping[str, int | None], hand: Hand, slip: float = 0.0
) -> Image:
    """A sheet whose rows are marked: by row, which box, or None. With a chance of `slip` a person
    marks the wrong box of a row first, and blacks it out.
    """
    sheet = blank.copy()
    for row, place in marks.items():
        boxes = places.rows[row]
        if place is None:
            continue
        hand.mark(sheet, boxes[place])
        if hand.rng.random() < slip and len(boxes) > 1:
            wrong = hand.rng.choice([n for n in range(len(boxes)) if n != place])
            hand.black_out(sheet, boxes[wrong])
    return sheet


def photographed(sheet: Image, rng: random.Random, kind: str = WHATSAPP) -> bytes:
    """A JPEG of a sheet: as a chat sends it (1280 px, quality from 45), or as a phone saves it."""
    hard = kind == WHATSAPP
    noise = np.random.default_rng(rng.randrange(1 << 30))
    seen = _askew(_bent(_on_a_table(sheet, rng, noise), rng, hard), rng, hard)
    seen = _lit(seen, rng, hard)
    blur = rng.uniform(0.8, 1.8) if hard else rng.uniform(0.5, 1.0)
    seen = cv2.GaussianBlur(seen.astype(np.float32), (0, 0), blur)
    grain = rng.uniform(4, 9) if hard else rng.uniform(2, 5)
    seen = np.clip(seen + noise.normal(0, grain, seen.shape), 0, 255).astype(np.uint8)
    quality = rng.randrange(45, 75) if hard else rng.randrange(70, 92)
    done, data = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, quality])
    assert done
    return bytes(data)


def _on_a_table(sheet: Image, rng: random.Random, noise: np.random.Generator) -> Image:
    pad = round(18 * SCALE)
    high, wide = sheet.shape
    table = noise.normal(rng.randrange(60, 150), 8, (high + 2 * pad, wide + 2 * pad))
    table = np.clip(table, 0, 255).astype(np.uint8)
    table[pad : pad + high, pad : pad + wide] = sheet
    return table


def _bent(image: Image, rng: random.Random, hard: bool) -> Image:
    high, wide = image.shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    most = rng.uniform(0, 2.5 if hard else 1.2) * SCALE
    waves, phase = rng.uniform(0.7, 1.6), rng.uniform(0, 2 * math.pi)
    down = (most * np.sin(x / wide * math.pi * waves + phase)).astype(np.float32)
    right = (most * 0.6 * np.sin(y / high * math.pi * waves + phase)).astype(np.float32)
    return cv2.remap(image, x + right, y + down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _askew(image: Image, rng: random.Random, hard: bool) -> Image:
    high, wide = image.shape
    lean = 0.14 if hard else 0.06
    longest = 1280 if hard else round(2400 * rng.uniform(0.8, 1.0))
    scale = longest / max(high, wide)

    def corner(x: float, y: float) -> tuple[float, float]:
        dx, dy = (rng.uniform(-lean, lean) / 2 for _n in range(2))
        return wide * (x + dx) * scale, high * (y + dy) * scale

    source = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    target = [corner(0.07, 0.07), corner(0.93, 0.07), corner(0.93, 0.93), corner(0.07, 0.93)]
    turned = cv2.getPerspectiveTransform(source, np.array(target, np.float32))
    size = (round(wide * scale), round(high * scale))
    seen = cv2.warpPerspective(image, turned, size, flags=cv2.INTER_AREA, borderValue=90)
    turn = rng.choice([None, None, None, cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE])
    return seen if turn is None else cv2.rotate(seen, turn)


def _lit(image: Image, rng: random.Random, hard: bool) -> Image:
    """Light that falls off to one side, and the shadow of a hand."""
    high, wide = image.shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    fall = np.cos(angle) * x / wide + np.sin(angle) * y / high
    fall = (fall - fall.min()) / (fall.max() - fall.min())
    least = rng.uniform(0.35, 0.75) if hard else rng.uniform(0.55, 0.9)
    light = least + (1 - least) * fall
    if rng.random() < (0.7 if hard else 0.3):
        shadow = np.zeros((high, wide), np.uint8)
        centre = (rng.randrange(wide), rng.randrange(high))
        axes = (round(wide * 0.35), round(high * 0.25))
        cv2.ellipse(shadow, centre, axes, rng.uniform(0, 180), 0, 360, 255, -1)
        soft = cv2.GaussianBlur(shadow, (0, 0), rng.uniform(6, 40)).astype(np.float32) / 255
        light = light * (1 - rng.uniform(0.2, 0.5) * soft)
    return image * light
