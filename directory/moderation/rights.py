"""Who moderates: whoever may change submissions."""

from django.contrib.auth.models import Permission

from hubkit.intake.models import State, Submission

PERMISSION = "hubkit_intake.change_submission"


def permissions():
    """Offer the right in the form of groups; a `register_permissions` hook."""
    return Permission.objects.filter(
        content_type__app_label="hubkit_intake", codename="change_submission"
    )


def may_moderate(user) -> bool:
    return user.has_perm(PERMISSION)


def is_mine(submission: Submission, user) -> bool:
    """Whether `user` has taken it and nobody has decided on it yet."""
    open_states = (State.IN_REVIEW, State.CONFLICT)
    return submission.state in open_states and submission.assigned_to_id == user.pk
