"""Every request is read as UTF-8."""


class Utf8Middleware:
    """Reads a request as UTF-8 whatever charset it claims; our own pages never claim another.

    Some charsets, such as UTF-7, can say half a surrogate pair, which no answer can repeat.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.encoding is not None:
            request.encoding = "utf-8"
        return self.get_response(request)
