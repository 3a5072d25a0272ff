"""Images are drawn anew: upright, at most 1600 pixels, without EXIF, GPS or anything hidden."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from yugong.kernel.errors import Refused

EDGE = 1600
PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A clean image: its bytes, its format key and its size in pixels."""

    data: bytes
    kind: str
    width: int
    height: int


def redraw(data: bytes) -> Redrawn:
    """Decode and encode again: JPEG, or WebP where the image has transparent parts.

    Raises Refused when it cannot be decoded or declares more than 60 million pixels (judged before decoding).
    """
    try:
        opened = Image.open(io.BytesIO(data), formats=FORMATS)
        if opened.width * opened.height > PIXELS:
            raise Refused("图片尺寸太大。请先缩小，或截屏后上传。", code="image_pixels")
        opened.draft("RGB", (EDGE, EDGE))
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        return encode(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("图片尺寸太大。请先缩小，或截屏后上传。", code="image_pixels") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Refused("图片打不开，可能没传完。请重新拍照或截屏后上传。", code="image_broken") from None


def encode(image: Image.Image) -> Redrawn:
    """Write the pixels, and nothing but the pixels, into a new file."""
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    pixels = image.convert("RGBA" if clear else "RGB")
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = io.BytesIO()
    if clear:
        bare.save(out, "WEBP", quality=82, method=4)
    else:
        bare.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return Redrawn(out.getvalue(), "webp" if clear else "jpg", bare.width, bare.height)
