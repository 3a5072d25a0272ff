"""How names of organisations are compared: width, brackets and legal endings do not matter."""

import re
import unicodedata

NOISE = re.compile(r"[\s·・•\-—_,，.。、()（）\[\]【】]")
ENDINGS = ("有限责任公司", "股份有限公司", "有限公司", "集团公司", "工会委员会", "工会联合会", "工会")


def plain(name: str) -> str:
    """The comparable form of a name: NFKC, no spaces or punctuation, without its legal ending."""
    text = NOISE.sub("", unicodedata.normalize("NFKC", name)).lower()
    for ending in ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending)
    return text
