"""The WSGI entry that granian serves; from here on nothing more is declared."""

import gc
import os

import django

from yugong.kernel.flow import kinds
from yugong.site.serving import Handler, in_one_piece

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
django.setup(set_prefix=False)
application = in_one_piece(Handler())
kinds.freeze()
gc.collect()
gc.freeze()  # what stands now stays; no collection looks at it again
gc.set_threshold(20_000, 20, 50)
