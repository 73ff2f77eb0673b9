"""Makes the painted scenes of the specimen issue, in specimen/issues; its drawings are written by hand beside them.

Run from the repository's folder: ``.venv/bin/python docs/make_specimen_pictures.py``. The same bytes every time.
"""

from pathlib import Path

from make_shanhai_pictures import INK, Colour, Scene, mix

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "specimen/issues/specimen/2024/01-02/images"


def valley(name: str, size: tuple[int, int], seed: int, sky: tuple[Colour, Colour], sun: tuple[float, float]) -> None:
    """Hills behind one another under a low sun, which is at *sun* (shares of width and height): the focus."""
    width, height = size
    scene = Scene(width, height, seed)
    scene.gradient(0, height, *sky)
    x, y = sun[0] * width, sun[1] * height
    scene.glow(x, y, width * 0.16, (255, 236, 200))
    scene.disc(x, y, width * 0.035, (255, 240, 214))
    steps = 5
    for step in range(steps):
        share = step / (steps - 1)
        colour = mix(mix(INK, sky[1], 0.82), (34, 62, 66), share)
        base = height * (0.62 + 0.38 * share)
        scene.ridge(base, height * (0.2 + 0.08 * share), colour)
        scene.box(0, base - 1, width, height - base + 2, colour)
    scene.save(name, IMAGES)


def main() -> None:
    """Make the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    valley("fengmian.jpg", (1000, 1300), 5, ((58, 96, 128), (250, 206, 158)), (0.68, 0.34))
    valley("heng.jpg", (800, 533), 12, ((84, 130, 160), (252, 222, 184)), (0.72, 0.32))
    valley("shu.jpg", (533, 800), 7, ((44, 54, 92), (240, 160, 112)), (0.3, 0.36))
    valley("kua.jpg", (1780, 1240), 14, ((70, 104, 140), (252, 214, 170)), (0.3, 0.36))
    valley("fang.jpg", (600, 600), 9, ((120, 160, 172), (236, 236, 220)), (0.5, 0.3))


if __name__ == "__main__":
    main()
