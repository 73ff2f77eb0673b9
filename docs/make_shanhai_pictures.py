"""Makes the pictures of the sample issue issues/shanhai/2024/05: flat drawings as SVG, and harbour scenes painted with
Pillow that stand for photographs.

Run from the repository's folder: ``.venv/bin/python docs/make_shanhai_pictures.py``. The same bytes every time.
"""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "issues/shanhai/2024/05/images"
FACE = "Kanben Hei"
SCALE = 2  # scenes are painted twice as large, then made smaller: smooth edges

Colour = tuple[int, int, int]
INK: Colour = (24, 38, 56)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that is *share* (0 to 1) of the way from *first* to *second*."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Scene:
    """A painted scene of *width* × *height* pixels; shapes are given in these, from the top left."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE))
        self.draw = ImageDraw.Draw(self.image)
        self.random = random.Random(seed)

    def gradient(self, top: float, bottom: float, first: Colour, last: Colour) -> None:
        start, end = int(top * SCALE), int(bottom * SCALE)
        for row in range(start, end):
            colour = mix(first, last, (row - start) / max(1, end - start))
            self.draw.line([(0, row), (self.width * SCALE, row)], fill=colour)

    def polygon(self, points: list[tuple[float, float]], colour: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def line(self, points: list[tuple[float, float]], colour: Colour, width: float = 3) -> None:
        self.draw.line([(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=round(width * SCALE))

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        left, top = (x - radius) * SCALE, (y - radius) * SCALE
        self.draw.ellipse((left, top, left + 2 * radius * SCALE, top + 2 * radius * SCALE), fill=colour)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: int = 150) -> None:
        mask = Image.new("L", self.image.size, 0)
        box = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        ImageDraw.Draw(mask).ellipse(box, fill=strength)
        mask = mask.filter(ImageFilter.GaussianBlur(radius * SCALE / 2))
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)

    def ridge(self, base: float, height: float, colour: Colour) -> None:
        """A line of hills with its foot at *base*."""
        phases = [self.random.uniform(0, 6.28) for _ in range(3)]
        points = [(0.0, base)]
        for x in range(0, self.width + 9, 8):
            share = x / self.width * 6.28
            wave = sum(math.sin(share * n * 0.8 + phase) / n for n, phase in enumerate(phases, start=1))
            points.append((x, base - height * (0.55 + 0.25 * wave)))
        self.polygon([*points, (self.width, base)], colour)

    def ripples(self, top: float, colour: Colour, count: int) -> None:
        for _ in range(count):
            y = self.random.uniform(top + 6, self.height - 4)
            depth = (y - top) / (self.height - top)
            x, length = self.random.uniform(-50, self.width), 20 + 110 * depth * self.random.random()
            self.line([(x, y), (x + length, y)], colour, 0.8 + 1.8 * depth)

    def crane(self, x: float, ground: float, height: float, colour: Colour) -> None:
        """A quay crane: two legs, a beam over the water at the right, stays."""
        leg, width = height * 0.55, height * 0.22
        top, stroke = ground - leg, max(2.0, height / 60)
        for foot in (x, x + width):
            self.line([(foot, ground), (foot, top)], colour, stroke * 1.6)
        self.line([(x, ground - leg * 0.45), (x + width, ground - leg * 0.45)], colour, stroke * 1.3)
        self.line([(x - height * 0.28, top), (x + height * 0.85, top)], colour, stroke * 2)
        mast = (x + width, ground - height)
        self.line([(x + width, top), mast, (x + height * 0.82, top)], colour, stroke)
        self.line([mast, (x - height * 0.26, top)], colour, stroke)
        self.line([(x, top), mast], colour, stroke)
        hook = x + height * 0.6
        self.line([(hook, top), (hook, top + height * 0.2)], colour, stroke * 0.6)
        self.box(hook - height * 0.07, top + height * 0.2, height * 0.14, height * 0.055, colour)

    def ship(self, x: float, water: float, length: float, hull: Colour, loads: list[Colour]) -> None:
        high = length * 0.1
        bow = [
            (x, water - high),
            (x + length, water - high * 1.2),
            (x + length * 0.95, water),
            (x + length * 0.04, water),
        ]
        self.polygon(bow, hull)
        self.box(x + length * 0.06, water - high * 2.9, length * 0.09, high * 1.9, (236, 234, 226))
        cell = length * 0.075
        for column in range(9):
            for row in range(1 + self.random.randrange(3)):
                place = (x + length * 0.19 + column * cell, water - high * 1.1 - (row + 1) * cell * 0.5)
                self.box(*place, cell * 0.92, cell * 0.46, self.random.choice(loads))

    def person(self, x: float, feet: float, height: float, coat: Colour, helmet: Colour) -> None:
        self.line([(x - height * 0.07, feet), (x - height * 0.05, feet - height * 0.45)], INK, height * 0.09)
        self.line([(x + height * 0.09, feet), (x + height * 0.05, feet - height * 0.45)], INK, height * 0.09)
        shoulder = feet - height * 0.82
        self.polygon(
            [
                (x - height * 0.14, shoulder),
                (x + height * 0.14, shoulder),
                (x + height * 0.12, feet - height * 0.4),
                (x - height * 0.12, feet - height * 0.4),
            ],
            coat,
        )
        self.disc(x, feet - height * 0.9, height * 0.085, (222, 178, 146))
        self.draw.pieslice(
            (
                (x - height * 0.1) * SCALE,
                (feet - height * 1.02) * SCALE,
                (x + height * 0.1) * SCALE,
                (feet - height * 0.82) * SCALE,
            ),
            180,
            360,
            fill=helmet,
        )

    def save(self, name: str, folder: Path = IMAGES) -> None:
        size = (self.width * 3 // 2, self.height * 3 // 2)
        picture = self.image.resize(size, Image.Resampling.LANCZOS)
        if name.endswith(".png"):
            picture.quantize(64, dither=Image.Dither.NONE).save(folder / name, optimize=True)
        else:
            picture.save(folder / name, quality=58, optimize=True)


LOADS: list[Colour] = [(196, 84, 62), (44, 112, 138), (222, 168, 76), (92, 132, 100), (206, 204, 196)]


def harbour(
    name: str, size: tuple[int, int], seed: int, sky: tuple[Colour, Colour], sea: tuple[Colour, Colour]
) -> None:
    """A harbour with sun or moon, hills, a ship and cranes."""
    width, height = size
    scene = Scene(width, height, seed)
    horizon = height * 0.6
    scene.gradient(0, horizon, *sky)
    sun = (width * (0.3 + 0.1 * (seed % 4)), horizon - height * 0.16)
    scene.glow(*sun, height * 0.22, (255, 226, 170))
    scene.disc(*sun, height * 0.045, (255, 240, 206))
    scene.ridge(horizon, height * 0.2, mix(sky[1], sea[1], 0.45))
    scene.ridge(horizon, height * 0.11, mix(sky[1], sea[1], 0.7))
    scene.gradient(horizon, height, *sea)
    scene.ripples(horizon, mix(sea[0], (255, 236, 200), 0.45), 90)
    scene.ship(width * 0.36, height * 0.73, width * 0.52, mix(INK, (120, 40, 36), 0.4), LOADS)
    for place, tall in ((0.02, 0.5), (0.17, 0.58)):
        scene.crane(width * place, height * 0.83, height * tall, INK)
    scene.polygon(
        [(0, height * 0.83), (width * 0.5, height * 0.83), (width * 0.62, height), (0, height)], mix(INK, sea[1], 0.25)
    )
    scene.save(name)


def cover() -> None:
    scene = Scene(1000, 1240, 5)
    scene.gradient(0, 760, (38, 84, 124), (246, 196, 142))
    scene.glow(640, 640, 260, (255, 224, 160))
    scene.disc(640, 640, 58, (255, 244, 214))
    scene.ridge(760, 260, (120, 118, 134))
    scene.ridge(760, 150, (78, 92, 116))
    scene.gradient(760, 1240, (222, 160, 118), (20, 52, 82))
    scene.ripples(760, (252, 214, 164), 150)
    scene.ship(420, 900, 540, (96, 40, 40), LOADS)
    scene.crane(60, 1060, 640, INK)
    scene.polygon([(0, 1060), (480, 1060), (600, 1240), (0, 1240)], (28, 44, 62))
    for x, tall, coat in ((250, 150, (214, 108, 48)), (330, 160, (38, 96, 130)), (404, 146, (214, 108, 48))):
        scene.person(x, 1130, tall, coat, (244, 206, 84))
    scene.save("cover.jpg")


def bridge() -> None:
    """A floating bridge before dawn, seen along it, with a man and his lamp."""
    scene = Scene(960, 1290, 17)
    horizon = 520
    scene.gradient(0, horizon, (18, 28, 56), (196, 148, 128))
    for _ in range(60):
        scene.disc(
            scene.random.uniform(0, 960), scene.random.uniform(0, 300), scene.random.uniform(0.6, 1.6), (226, 230, 238)
        )
    scene.ridge(horizon, 190, (72, 74, 96))
    scene.ridge(horizon, 110, (46, 54, 76))
    scene.gradient(horizon, 1290, (148, 122, 122), (12, 24, 42))
    scene.ripples(horizon, (206, 174, 156), 140)
    for step in range(15, -1, -1):  # floats, the farthest first
        share = 0.75**step
        y, half = horizon + 740 * share, 330 * share
        scene.box(500 - half * 1.25, y, half * 2.5, 46 * share + 2, mix((58, 66, 78), (120, 104, 104), 1 - share))
        scene.box(500 - half, y - 26 * share, half * 2, 28 * share + 2, mix((150, 132, 112), (96, 88, 92), 1 - share))
        for side in (-1, 1):
            x = 500 + side * half
            scene.line([(x, y), (x, y - 130 * share)], (30, 36, 46), 7 * share)
    for side in (-1, 1):
        scene.line([(500 + side * 330, 1130), (500 + side * 4, horizon + 2)], (30, 36, 46), 4)
    scene.glow(566, 838, 120, (255, 222, 150), 190)
    scene.person(520, 960, 210, (60, 88, 116), (232, 200, 110))
    scene.disc(566, 838, 11, (255, 240, 200))
    scene.save("qiao.jpg")


def team() -> None:
    """Workers on the quay before a row of containers."""
    scene = Scene(1000, 640, 11)
    scene.gradient(0, 640, (172, 200, 214), (232, 226, 208))
    for row in range(3):
        for column in range(7):
            colour = mix(LOADS[(row * 3 + column * 2) % 5], (255, 255, 255), 0.12)
            scene.box(column * 150 - 30, 90 + row * 110, 144, 104, colour)
            for rib in range(1, 9):
                x = column * 150 - 30 + rib * 16
                scene.line([(x, 96 + row * 110), (x, 188 + row * 110)], mix(colour, INK, 0.2), 2)
    scene.box(0, 420, 1000, 220, (120, 124, 126))
    scene.line([(0, 560), (1000, 560)], (236, 206, 92), 6)
    for number, x in enumerate(range(115, 900, 110)):
        coat = (214, 108, 48) if number % 2 else (38, 96, 130)
        scene.person(x, 540, 230 + 14 * (number % 3), coat, (244, 206, 84))
    scene.save("banzu.jpg")


def lighthouse() -> None:
    scene = Scene(760, 1000, 7)
    scene.gradient(0, 700, (16, 30, 62), (84, 104, 140))
    for _ in range(70):
        scene.disc(
            scene.random.uniform(0, 760), scene.random.uniform(0, 480), scene.random.uniform(0.6, 1.6), (228, 232, 240)
        )
    scene.polygon([(392, 262), (760, 130), (760, 330)], (96, 108, 126))
    scene.gradient(700, 1000, (40, 66, 100), (10, 24, 44))
    scene.ripples(700, (110, 134, 160), 90)
    scene.polygon([(130, 760), (250, 660), (520, 650), (640, 760), (700, 820), (80, 820)], (30, 34, 44))
    scene.polygon([(330, 660), (352, 300), (412, 300), (434, 660)], (228, 226, 218))
    for level in range(3):
        y = 360 + level * 110
        scene.polygon(
            [(348 - level * 7, y), (416 + level * 7, y), (419 + level * 7, y + 50), (345 - level * 7, y + 50)],
            (176, 60, 52),
        )
    scene.box(344, 286, 76, 14, (40, 44, 52))
    scene.box(360, 236, 44, 50, (255, 232, 160))
    scene.polygon([(350, 236), (382, 200), (414, 236)], (176, 60, 52))
    scene.glow(382, 262, 70, (255, 236, 170), 190)
    scene.save("dengta.jpg")


def rope() -> None:
    """A wire rope near by: strands that wind round one another."""
    scene = Scene(720, 720, 3)
    scene.gradient(0, 720, (70, 78, 84), (30, 34, 38))
    for step in range(-3, 26):
        y = step * 40
        for thread in range(7):
            shade = mix((104, 108, 108), (226, 222, 208), math.sin((thread + 0.5) / 7 * math.pi))
            offset = thread * 5.4
            scene.line([(210, y + offset + 90), (360, y + offset + 30), (510, y + offset - 30)], shade, 5)
    scene.box(0, 0, 206, 720, (38, 42, 48))
    scene.box(514, 0, 206, 720, (38, 42, 48))
    scene.save("shengsuo.jpg")


def salt() -> None:
    """Salt pans in a grid under a pale sky."""
    scene = Scene(900, 560, 9)
    scene.gradient(0, 230, (196, 214, 222), (244, 232, 214))
    scene.ridge(232, 90, (142, 160, 172))
    scene.box(0, 230, 900, 330, (150, 132, 110))
    for row in range(5):
        top, bottom = 236 + row * row * 13 + row * 8, 236 + (row + 1) ** 2 * 13 + row * 8
        for column in range(-6, 7):
            spread = [(450 + column * (70 + 2.2 * (y - 230)), float(y)) for y in (top, bottom)]
            after = [(450 + (column + 0.92) * (70 + 2.2 * (y - 230)), float(y)) for y in (bottom, top)]
            scene.polygon(
                [spread[0], *after[::-1], spread[1]], mix((176, 200, 208), (238, 240, 236), scene.random.random())
            )
    for x, tall in ((250, 90), (610, 120)):
        scene.person(x, 440 + tall * 0.3, tall, (88, 104, 120), (226, 214, 180))
    scene.save("yantian.png")


def town() -> None:
    """Houses on the slope of a bay at dusk, with windows lit, above the water."""
    scene = Scene(1120, 1520, 21)
    scene.gradient(0, 700, (40, 58, 96), (238, 176, 138))
    for _ in range(40):
        scene.disc(
            scene.random.uniform(0, 1120), scene.random.uniform(0, 300), scene.random.uniform(0.7, 1.7), (226, 230, 238)
        )
    scene.ridge(720, 330, (104, 100, 124))
    scene.ridge(760, 170, (70, 80, 106))
    for row in range(9):
        y = 690 + row * 66
        x = -60.0 - 40 * (row % 2)
        while x < 1120:
            width, height = scene.random.uniform(70, 128), scene.random.uniform(62, 104)
            wall = mix((196, 170, 150), (92, 86, 104), scene.random.random() * 0.8 + row * 0.02)
            scene.box(x, y, width, height + 66, wall)
            scene.polygon(
                [(x - 7, y), (x + width / 2, y - 36), (x + width + 7, y)], mix((150, 74, 60), INK, 0.06 * row)
            )
            for column in range(int(width // 28)):
                lit = scene.random.random() < 0.42
                pane = (255, 222, 142) if lit else mix(wall, INK, 0.5)
                scene.box(x + 11 + 27 * column, y + 20, 13, 19, pane)
            x += width + scene.random.uniform(-6, 12)
    scene.gradient(1290, 1520, (170, 126, 112), (22, 40, 66))
    scene.ripples(1290, (246, 206, 150), 120)
    scene.box(0, 1276, 1120, 20, (40, 46, 60))
    for x in range(70, 1120, 140):
        scene.line([(x, 1276), (x, 1206)], (34, 40, 54), 4)
        scene.glow(x, 1202, 46, (255, 226, 150), 170)
        scene.disc(x, 1202, 6, (255, 240, 200))
    scene.save("xiaocheng.jpg")


def yard() -> None:
    """A yard of containers at night, seen from above, with a lane and a lorry's lights."""
    scene = Scene(1120, 1520, 27)
    scene.gradient(0, 1520, (34, 42, 54), (22, 28, 38))
    for block in range(4):
        left = 46 + block * 268 + (40 if block > 1 else 0)
        for row in range(23):
            for lane in range(3):
                if scene.random.random() < 0.1:
                    continue
                shade = mix(scene.random.choice(LOADS), INK, 0.18 + 0.25 * scene.random.random())
                x, y = left + lane * 70, 24 + row * 65
                scene.box(x, y, 64, 58, shade)
                for rib in range(1, 6):
                    scene.line([(x + rib * 11, y + 4), (x + rib * 11, y + 54)], mix(shade, INK, 0.25), 1.5)
    scene.line([(563, 0), (563, 1520)], (222, 192, 96), 3)
    for y in range(40, 1520, 120):
        scene.glow(563, y, 70, (255, 232, 170), 90)
    scene.box(546, 700, 34, 120, (206, 204, 196))
    scene.box(546, 664, 34, 32, (176, 60, 52))
    scene.polygon([(548, 664), (520, 470), (606, 470), (578, 664)], (92, 92, 86))
    scene.save("duichang.jpg")


def shed() -> None:
    """Tools on a wall, each on its outline, with strips of white tape."""
    scene = Scene(1200, 640, 31)
    scene.gradient(0, 640, (92, 120, 128), (74, 98, 108))
    for y in range(30, 640, 32):
        for x in range(24, 1200, 32):
            scene.disc(x, y, 2.2, (60, 82, 92))
    for number, x in enumerate(range(110, 1150, 140)):
        steel, grip = (206, 212, 212), ((196, 84, 62), (222, 168, 76), (44, 112, 138))[number % 3]
        length = 300 + 40 * (number % 4)
        scene.line([(x + 7, 97), (x + 7, 97 + length)], (56, 76, 86), 34)
        scene.line([(x, 90), (x, 90 + length * 0.55)], steel, 24)
        scene.line([(x, 90 + length * 0.5), (x, 90 + length)], grip, 34)
        scene.box(x - 17, 90 + length * 0.7, 34, 26, (244, 242, 236))
        scene.line([(x - 11, 90 + length * 0.7 + 13), (x + 11, 90 + length * 0.7 + 13)], INK, 3)
        if number % 2:
            scene.disc(x, 92, 38, steel)
            scene.polygon([(x - 16, 92), (x + 16, 92), (x + 16, 40), (x - 16, 40)], (82, 108, 117))
        else:
            scene.box(x - 62, 66, 124, 44, mix(steel, INK, 0.3))
        scene.disc(x, 44, 5, (40, 52, 60))
    scene.box(0, 556, 1200, 84, (122, 92, 66))
    scene.box(0, 548, 1200, 12, (150, 118, 88))
    scene.save("gongju.jpg")


def svg(name: str, width: int, height: int, body: str) -> None:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    (IMAGES / name).write_text(f"{head}\n{body.strip()}\n</svg>\n", encoding="utf-8")


def label(x: float, y: float, text: str, size: float = 15, anchor: str = "middle", fill: str = "#000000") -> str:
    style = f'font-family="{FACE}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"'
    return f'<text x="{x}" y="{y}" {style}>{text}</text>'


def portrait(name: str, ground: str, coat: str, hair: str, helmet: str = "", glasses: bool = False) -> None:
    """Head and shoulders of a person, flat."""
    parts = [
        f'<rect width="300" height="360" fill="{ground}"/>',
        f'<path d="M30 360 C34 270 90 248 150 248 C210 248 266 270 270 360 Z" fill="{coat}"/>',
        '<path d="M122 214 L178 214 L182 262 C168 280 132 280 118 262 Z" fill="#d9a582"/>',
        '<path d="M118 258 L150 300 L182 258 L206 268 L160 340 L140 340 L94 268 Z" fill="#f3f0e8"/>',
        '<ellipse cx="150" cy="160" rx="62" ry="76" fill="#e6b796"/>',
        f'<path d="M86 156C80 84 118 66 150 66S222 86 214 156C206 126 190 112 150 112S94 126 86 156Z" fill="{hair}"/>',
        '<path d="M116 150 q12 -8 24 0 M160 150 q12 -8 24 0" stroke="#3a2c26" stroke-width="4" fill="none"/>',
        '<circle cx="128" cy="164" r="4" fill="#2a211d"/><circle cx="172" cy="164" r="4" fill="#2a211d"/>',
        '<path d="M150 166 q-8 20 2 24 M130 206 q20 14 40 0" stroke="#a8694c" stroke-width="3.5" fill="none"/>',
    ]
    if glasses:
        parts.append(
            '<g fill="none" stroke="#2d3640" stroke-width="3.5"><circle cx="127" cy="164" r="19"/>'
            '<circle cx="173" cy="164" r="19"/><path d="M146 162 h8 M88 156 l20 4 M192 160 l20 -4"/></g>'
        )
    if helmet:
        parts.append(
            f'<path d="M82 128 C82 70 112 50 150 50 C188 50 218 70 218 128 Z" fill="{helmet}"/>'
            f'<rect x="70" y="122" width="160" height="14" rx="7" fill="{helmet}"/>'
            '<path d="M138 52 h24 v70 h-24 Z" fill="#ffffff" opacity=".35"/>'
        )
    svg(name, 300, 360, "\n".join(parts))


def drum() -> None:
    """Drum, sheave and rope of a hoist, with names."""
    spokes = "".join(
        f'<path d="M520 120 L{520 + 62 * math.cos(angle):.1f} {120 + 62 * math.sin(angle):.1f}"/>'
        for angle in (turn * math.pi / 4 for turn in range(8))
    )
    turns = "".join(f'<path d="M{96 + 16 * n} 250 q10 60 0 120" />' for n in range(9))
    svg(
        "juantong.svg",
        640,
        440,
        f"""<rect width="640" height="440" fill="#f4f1ea"/>
<g fill="none" stroke="#2f4a5e" stroke-width="4"><circle cx="520" cy="120" r="70" fill="#dfe6e8"/>{spokes}
<circle cx="520" cy="120" r="10" fill="#2f4a5e"/></g>
<rect x="60" y="236" width="20" height="148" fill="#2f4a5e"/>
<rect x="240" y="236" width="20" height="148" fill="#2f4a5e"/>
<rect x="80" y="250" width="160" height="120" fill="#b9c6cc"/><g fill="none" stroke="#7d6646" stroke-width="8">{turns}
<path d="M224 252 L474 66 M590 120 L590 330"/></g>
<path d="M570 330 h40 v26 h-40 Z M590 356 v18 a16 16 0 1 1 -16 16" fill="none" stroke="#a8443a" stroke-width="7"/>
<g stroke="#22303c" stroke-width="1.5"><path d="M150 384 L150 408 M520 190 L520 214 M350 158 L382 196"/></g>
{label(150, 430, "卷筒", 26)}{label(520, 238, "定滑轮", 26)}{label(400, 222, "钢丝绳", 26)}{label(540, 420, "吊钩", 26)}
""",
    )


def curve() -> None:
    """Remaining life against broken wires: three loads."""
    rows = [
        f'<path d="M70 {320 - 56 * n} H600" stroke="#d5d9db"/>{label(60, 324 - 56 * n, str(20 * n), 11, "end")}'
        for n in range(6)
    ]
    marks = [label(70 + 106 * n, 344, str(4 * n), 11) for n in range(6)]
    lines = []
    for number, (rate, colour, name) in enumerate(
        ((0.9, "#2f6f8f", "轻载"), (1.5, "#c07a2c", "中载"), (2.6, "#a8443a", "重载"))
    ):
        points = " ".join(f"{70 + 10.6 * n:.1f},{320 - 280 * math.exp(-rate * n / 25):.1f}" for n in range(51))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="3.5"/>')
        place = 30 + 26 * number
        lines.append(
            f'<path d="M500 {place} h36" stroke="{colour}" stroke-width="3.5"/>'
            f"{label(546, place + 5, name, 11, 'start')}"
        )
    axes = '<path d="M70 30 V320 H610" fill="none" stroke="#22303c" stroke-width="2"/>'
    names = label(340, 372, "一个捻距内的断丝数（根）", 11) + label(70, 20, "剩余寿命（%）", 11, "start")
    svg("shouming.svg", 640, 384, "\n".join([*rows, axes, *marks, *lines, names]))


def road() -> None:
    """A mountain road above the sea, with a bus."""
    svg(
        "shanlu.svg",
        720,
        440,
        """<rect width="720" height="440" fill="#e8efe9"/><circle cx="560" cy="96" r="44" fill="#f2c879"/>
<path d="M0 250 L120 130 L210 210 L330 90 L470 220 L600 150 L720 240 V440 H0 Z" fill="#a9c1b8"/>
<path d="M0 300 L150 220 L300 300 L460 230 L720 320 V440 H0 Z" fill="#6f9688"/>
<path d="M0 400 C140 330 200 420 330 360 S560 330 720 372 V440 H0 Z" fill="#3f6a60"/>
<path d="M-10 424 C130 356 210 440 340 384 S560 352 730 392" fill="none" stroke="#efe9dc" stroke-width="22"/>
<path d="M-10 424 C130 356 210 440 340 384 S560 352 730 392" fill="none" stroke="#c08a3e"
stroke-width="4" stroke-dasharray="16 12"/>
<g transform="translate(424 312)"><rect width="128" height="52" rx="9" fill="#c4543e"/>
<path d="M12 10 h22 v18 h-22 Z M42 10 h22 v18 h-22 Z M72 10 h22 v18 h-22 Z M102 10 h18 v18 h-18 Z" fill="#e8f1f4"/>
<circle cx="30" cy="54" r="11" fill="#22303c"/><circle cx="98" cy="54" r="11" fill="#22303c"/></g>
<path d="M84 330 l18 -64 l18 64 Z M600 316 l16 -58 l16 58 Z M640 330 l16 -66 l16 66 Z" fill="#2d5148"/>""",
    )


def boat() -> None:
    """A small boat under the moon, for the page of poems."""
    svg(
        "yehang.svg",
        720,
        300,
        """<rect width="720" height="300" fill="#1f3a52"/><circle cx="560" cy="78" r="36" fill="#f4e6bd"/>
<path d="M0 190 L110 140 L240 188 L380 128 L520 186 L720 150 V300 H0 Z" fill="#17304a"/>
<path d="M0 200 H720 V300 H0 Z" fill="#284c66"/>
<path d="M250 204 q70 40 150 0 l-22 34 h-104 Z" fill="#d08a4a"/><path d="M318 206 V110 l62 84 Z" fill="#f3efe4"/>
<g stroke="#7fa0b4" stroke-width="3" fill="none"><path d="M60 230 q24 -12 48 0 t48 0 M450 248 q24 -12 48 0 t48 0 t48 0
M180 272 q24 -12 48 0 t48 0 M520 220 q20 -10 40 0"/></g>""",
    )


def books() -> None:
    spines = [
        ("#a8443a", 46, 210),
        ("#2f6f8f", 58, 236),
        ("#c08a3e", 38, 196),
        ("#4b7a68", 52, 224),
        ("#5c5470", 44, 204),
    ]
    parts, x = (
        ['<rect width="420" height="300" fill="#f1ece1"/>', '<rect y="262" width="420" height="14" fill="#8a6a48"/>'],
        60,
    )
    for colour, width, height in spines:
        parts.append(f'<rect x="{x}" y="{262 - height}" width="{width}" height="{height}" fill="{colour}"/>')
        parts.append(
            f'<path d="M{x + 8} {288 - height} h{width - 16} M{x + 8} 236 h{width - 16}"'
            ' stroke="#f1ece1" stroke-width="3"/>'
        )
        x += width + 6
    svg("shujia.svg", 420, 300, "\n".join(parts))


def paintings() -> None:
    """Four pictures of an exhibition: a lighthouse, two shifts, salt pans and windows."""
    rays = "".join(
        f'<path d="M360 130 L{-40 + 200 * n} 0 L{20 + 200 * n} 0 Z" fill="#f2d27a" opacity=".5"/>' for n in range(5)
    )
    svg(
        "hua-deng.svg",
        720,
        480,
        f"""<rect width="720" height="480" fill="#22304f"/>{rays}
<path d="M326 400 L340 150 H380 L394 400 Z" fill="#f4efe2"/>
<path d="M334 230 h52 l3 44 h-58 Z M330 318 h60 l3 44 h-66 Z" fill="#c4472f"/>
<path d="M336 150 h48 v-34 h-48 Z" fill="#f7dc86"/><path d="M328 116 L360 84 L392 116 Z" fill="#c4472f"/>
<path d="M0 400 Q180 360 360 392 T720 380 V480 H0 Z" fill="#3f7f8f"/>
<path d="M0 432 Q160 404 330 428 T720 420 M0 458 Q200 434 380 456 T720 448" fill="none"
stroke="#cfe3e2" stroke-width="7"/>""",
    )
    coats = [("#d66c30", 150), ("#266082", 290), ("#d66c30", 430), ("#266082", 570)]
    people = "".join(
        f'<path d="M{x - 44} 420 L{x - 34} 230 Q{x} 196 {x + 34} 230 L{x + 44} 420 Z" fill="{coat}"/>'
        f'<circle cx="{x}" cy="176" r="34" fill="#e2b090"/>'
        f'<path d="M{x - 42} 170 Q{x} 96 {x + 42} 170 Z" fill="#f0c64e"/>'
        for coat, x in coats
    )
    svg(
        "hua-jiao.svg",
        720,
        480,
        f"""<rect width="720" height="480" fill="#e9dcc2"/><path d="M0 330 H720 V480 H0 Z" fill="#b9a88a"/>{people}
<path d="M190 290 Q220 310 250 290 M470 290 Q500 310 530 290" stroke="#5b4636" stroke-width="12" fill="none"/>""",
    )
    tints = ["#dfe9ea", "#c3d7da", "#f3f2ea", "#a9c5cb", "#e9e4d2"]
    pans = "".join(
        f'<path d="M{40 + 132 * column + 16 * row} {66 + 92 * row} h112 l12 76 h-112 Z"'
        f' fill="{tints[(row * 3 + column) % 5]}"/>'
        for row in range(4)
        for column in range(5)
    )
    svg(
        "hua-chi.svg",
        720,
        480,
        f"""<rect width="720" height="480" fill="#8f7a5e"/>{pans}
<path d="M470 330 l0 -70 M470 272 l40 -34 M470 272 l-26 30 M470 330 l-16 40 M470 330 l18 38"
stroke="#2c2a2a" stroke-width="9" fill="none"/>
<circle cx="470" cy="246" r="15" fill="#2c2a2a"/><path d="M448 244 h44 l-22 -18 Z" fill="#d9b65f"/>""",
    )
    panes = "".join(
        f'<rect x="{60 + 88 * column}" y="{50 + 76 * row}" width="60" height="50" '
        f'fill="{"#f7d774" if (row * 5 + column * 3) % 7 in (0, 3) else "#41506b"}"/>'
        for row in range(5)
        for column in range(7)
    )
    svg(
        "hua-chuang.svg",
        720,
        480,
        f"""<rect width="720" height="480" fill="#2b3650"/>{panes}
<path d="M0 446 H720 V480 H0 Z" fill="#1c2436"/>""",
    )


def signs() -> None:
    """A round seal, and a mark that stands within a line."""
    ring = "".join(
        f'<g transform="rotate({-75 + 30 * n} 100 100)">{label(100, 38, name, 25, fill="#c8202b")}</g>'
        for n, name in enumerate("云汀市总工会")
    )
    star = " ".join(
        f"{100 + radius * math.sin(n * math.pi / 5):.1f},{104 - radius * math.cos(n * math.pi / 5):.1f}"
        for n in range(10)
        for radius in ((30, 11.5)[n % 2],)
    )
    svg(
        "yinzhang.svg",
        200,
        200,
        f"""<circle cx="100" cy="100" r="94" fill="none" stroke="#c8202b" stroke-width="6"/>{ring}
<polygon points="{star}" fill="#c8202b"/>""",
    )
    svg(
        "jihao.svg",
        100,
        100,
        """<circle cx="50" cy="50" r="40" fill="none" stroke="#000000" stroke-width="7"/>
<path d="M24 76 L76 24" stroke="#000000" stroke-width="7"/>""",
    )


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    cover()
    team()
    lighthouse()
    bridge()
    rope()
    salt()
    town()
    yard()
    shed()
    harbour("qingchen.jpg", (900, 600), 1, ((92, 128, 160), (250, 208, 170)), ((216, 176, 150), (36, 70, 98)))
    harbour("zhengwu.jpg", (900, 600), 6, ((112, 172, 208), (226, 238, 240)), ((122, 176, 190), (32, 92, 120)))
    harbour("huanghun.jpg", (900, 600), 3, ((70, 58, 98), (242, 142, 92)), ((214, 122, 90), (42, 34, 62)))
    harbour("yeban.jpg", (900, 600), 8, ((10, 18, 40), (46, 66, 104)), ((38, 56, 88), (8, 14, 28)))
    harbour("wutian.jpg", (1140, 1520), 2, ((186, 192, 194), (222, 220, 214)), ((190, 194, 194), (120, 132, 138)))
    harbour("fengdi.jpg", (1140, 1545), 4, ((64, 92, 120), (244, 190, 150)), ((206, 150, 120), (24, 46, 70)))
    harbour("manchao.jpg", (1780, 1240), 5, ((66, 96, 134), (250, 200, 158)), ((214, 160, 130), (28, 56, 84)))
    portrait("shifu.svg", "#d8e2e0", "#2f5d78", "#3b3532", helmet="#e8bb48")
    portrait("zuozhe.svg", "#efe2d2", "#6b4c5e", "#2b2624", glasses=True)
    drum()
    curve()
    road()
    boat()
    books()
    paintings()
    signs()


if __name__ == "__main__":
    main()
