from wagtail import hooks

from tests.hubkit.intake.kinds import Change, Proposal, Question


@hooks.register("register_submission_kinds")
def register_specimens():
    return [Proposal, Question, Change]
