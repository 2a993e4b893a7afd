"""The ASGI application; here for hosts that want one; WSGI is the faster (docs/operators)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iskra.settings.production")
application = get_asgi_application()
