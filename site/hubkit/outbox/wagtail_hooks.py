from wagtail import hooks

from hubkit.outbox.viewsets import outbox


@hooks.register("register_admin_viewset")
def register_outbox():
    return outbox
