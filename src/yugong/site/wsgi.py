"""The WSGI entry that granian serves; from here on nothing more is declared."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from yugong.kernel.flow import kinds

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yugong.site.settings")
application = get_wsgi_application()
kinds.freeze()
gc.collect()
gc.freeze()  # what stands now stays; no collection looks at it again
gc.set_threshold(20_000, 20, 50)
