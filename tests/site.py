"""What the project's suite starts from: the hub's real site with its demo content."""

from io import StringIO

from django.core.management import call_command

from home.roles import make_roles
from home.staff import make_demo_accounts


def make_site() -> None:
    call_command("load_content", demo=True, stdout=StringIO())
    make_roles()
    make_demo_accounts()
