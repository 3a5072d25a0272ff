"""`python -m yugong.site.cli`, for machines where the console script is not on the path."""

import sys

from yugong.site.cli import main

sys.exit(main())
