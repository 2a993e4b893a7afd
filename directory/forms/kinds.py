"""The directory's public forms, for the hook `register_submission_kinds`."""

from directory.forms.assure import Assure
from directory.forms.change import Change
from directory.forms.claim import Claim
from directory.forms.new import NewEntry
from directory.forms.remove import Remove
from directory.forms.report import Report
from hubkit.intake.kinds import Kind

KINDS: list[type[Kind]] = [NewEntry, Change, Claim, Assure, Remove, Report]
