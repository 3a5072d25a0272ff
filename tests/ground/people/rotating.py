"""`yugong keys …` in its own process on the test database, in small chunks: it can be killed half-way."""

import os
import sys

import django


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "yugong.site.settings"
    django.setup()
    from django.conf import settings

    from yugong.ground.people.cells import Column
    from yugong.site import cli

    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    Column.chunk = 10
    sys.exit(cli.main(sys.argv[2:]))


if __name__ == "__main__":
    main()
