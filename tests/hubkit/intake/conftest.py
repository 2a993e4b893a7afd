import pytest

from tests.hubkit.intake.kinds import Proposal
from tests.hubkit.intake.visitor import make_forms


@pytest.fixture
def forms_pages(homes):
    """The page with public forms in each language, by code."""
    return make_forms(homes)


@pytest.fixture(autouse=True)
def intake_root(settings, tmp_path):
    """A private folder of its own for each test, and nobody too fast to be a person."""
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0
    return tmp_path / "intake"


@pytest.fixture(autouse=True)
def happened():
    """What the proposals' hooks were told, in order."""
    Proposal.happened.clear()
    return Proposal.happened
