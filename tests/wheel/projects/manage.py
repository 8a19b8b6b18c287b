#!/usr/bin/env python
"""The command line of the sites that try the wheel. DJANGO_SETTINGS_MODULE picks the site."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings.base")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
