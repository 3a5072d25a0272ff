"""Pictures that nobody took: hills in four colours, drawn by the dice."""

import io
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

WIDE, HIGH = 480, 360


def hills(colours: tuple[str, ...], dice: Random) -> SimpleUploadedFile:
    """A sky with a sun and three rows of hills before it."""
    image = Image.new("RGB", (WIDE, HIGH), colours[0])
    pen = ImageDraw.Draw(image)
    x, y = dice.randint(80, 400), dice.randint(50, 110)
    pen.ellipse((x - 28, y - 28, x + 28, y + 28), fill="#fff6e0")
    for n, colour in enumerate(colours[1:]):
        height = HIGH * (n + 2) // 5
        ridge = [(at, height + dice.randint(-34, 34)) for at in range(0, WIDE + 60, 60)]
        pen.polygon([(0, HIGH), *ridge, (WIDE + 60, HIGH)], fill=colour)
    data = io.BytesIO()
    image.save(data, "PNG")
    return SimpleUploadedFile("work.png", data.getvalue(), "image/png")
