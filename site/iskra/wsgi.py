"""The WSGI application; production serves it with granian (see deploy/)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iskra.settings.production")
application = get_wsgi_application()
