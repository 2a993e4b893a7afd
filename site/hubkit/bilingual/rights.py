"""Who may translate what. wagtail-localize asks one permission of all; here each object decides.

`submit_translation` says that a person translates at all. Beyond it, whoever makes or renews a
translation may edit its source and its target, and whoever publishes one may publish its target.
"""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, LockableMixin, Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.permissions import get_permission_name


def may_edit(user: AbstractUser | AnonymousUser, instance: Model) -> bool:
    """Whether `user` may edit a page, or snippets of the instance's type."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return user.has_perm(get_permission_name("change", type(instance)))


def may_publish(user: AbstractUser | AnonymousUser, instance: Model) -> bool:
    """Whether `user` may publish; what knows no drafts is public as soon as it is edited."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    if isinstance(instance, DraftStateMixin):
        return user.has_perm(get_permission_name("publish", type(instance)))
    return may_edit(user, instance)


def require(allowed: bool) -> None:
    """Raise PermissionDenied, which Wagtail tells the user in a message."""
    if not allowed:
        raise PermissionDenied


def lock_message(target: Model | None, user) -> str:
    """Return why `user` may not change this version now, or an empty text.

    A person without an account is `None`, and is kept out by every lock.
    """
    if not isinstance(target, LockableMixin):
        return ""
    lock = target.get_lock()
    if lock is None or (user is not None and not lock.for_user(user)):
        return ""
    return str(lock.get_message(user)) if user else _("This page is locked just now.")


def either_version(user: AbstractUser, action: str) -> Q:
    """Return the condition on a pair that `user` may "change" or "publish" one of its versions."""
    pages = page_permission_policy.instances_user_has_permission_for(user, action)
    return Q(translation_key__in=pages.values("translation_key")) | snippets_for(user, action)


def both_versions(user: AbstractUser, action: str) -> Q:
    """Return the condition on a pair that `user` may edit its source and `action` its target."""
    return version_on("source", user, "change") & version_on("target", user, action)


def version_on(side: str, user: AbstractUser, action: str) -> Q:
    pages = page_permission_policy.instances_user_has_permission_for(user, action)
    version = pages.filter(
        translation_key=OuterRef("translation_key"), locale=OuterRef(f"{side}_locale")
    )
    return Q(Exists(version)) | snippets_for(user, action)


def snippets_for(user: AbstractUser, action: str) -> Q:
    allowed = {"change": may_edit, "publish": may_publish}[action]
    models = [model for model in get_snippet_models() if allowed(user, model())]
    types = ContentType.objects.get_for_models(*models).values()
    return Q(content_type__in=[each.pk for each in types])
