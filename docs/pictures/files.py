"""Pictures as small files."""

import io
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]


def save(shot: bytes, path: Path, colours: int = 192) -> None:
    """Write a screenshot as a PNG with a palette, and say so."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture = with_palette(picture, colours)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
    tell(path)


def with_palette(picture: Image.Image, colours: int) -> Image.Image:
    """Return the picture with so many colours: the commonest half exactly, the others nearly.

    Pillow's own methods keep either the large flat areas true or the small bright ones. Without
    dithering what is flat stays flat, and the file small.
    """
    counted = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)
    common = [colour for _, colour in counted[: colours // 2]]
    others = [colour for _, colour in counted[colours // 2 :]] or common
    strip = Image.new("RGB", (len(others), 1))
    strip.putdata(others)
    nearly = strip.quantize(colours - len(common), Image.Quantize.MEDIANCUT)
    places = {colour: len(common) + nearly.getpixel((x, 0)) for x, colour in enumerate(others)}
    places |= {colour: place for place, colour in enumerate(common)}
    mapped = Image.new("P", picture.size)
    mapped.putpalette([*(value for colour in common for value in colour), *nearly.getpalette()])
    mapped.putdata([places[colour] for colour in picture.getdata()])
    return mapped


def tell(path: Path) -> None:
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    print(f"  {shown}  {path.stat().st_size / 1000:.0f} kB", flush=True)
