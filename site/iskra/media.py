"""Uploads served by the application itself; a proxy does the same in production (deploy/)."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404
from django.views.static import serve

# What an uploaded file may be shown as. Documents have their own view, which asks for rights.
IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def serve_image(request, path):
    """Serve a picture from MEDIA_ROOT, and nothing else.

    Never HTML or SVG from our own origin: a script in them would run as ours.
    """
    content_type = IMAGE_TYPES.get(PurePosixPath(path).suffix.lower())
    if content_type is None or path.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
