"""The four roles: made once, mended each time."""

import pytest
from django.contrib.auth.models import Group
from django.db.models import Q
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.models import HomePage
from home.roles import EDITORS, MODERATORS, ROLES, TRANSLATORS, make_roles, pages_of
from hubkit.bilingual.models import LanguageReview, PairPublication
from tests.pages import make_page

pytestmark = pytest.mark.django_db
CAN = ("can_add_subpage", "can_edit", "can_publish", "can_lock", "can_delete")


@pytest.fixture
def roles(homes):
    make_roles()


def user_in(role, users, name="oseba"):
    user = users.create_user(name, f"{name}@example.org", "geslo")
    user.groups.add(Group.objects.get(name=role.name))
    return user


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (EDITORS, (True, True, False, False, False)),
        (TRANSLATORS, (False, True, False, False, False)),
        (MODERATORS, (True, True, True, True, True)),
    ],
    ids=["editors", "translators", "moderators"],
)
def test_what_each_role_may_do_with_a_live_page_in_both_languages(
    roles, homes, django_user_model, role, rights
):
    user = user_in(role, django_user_model.objects)
    page = make_page(homes["sl"], "Stran")
    for version in (page, page.get_translations().get()):
        tester = version.permissions_for_user(user)
        assert tuple(getattr(tester, name)() for name in CAN) == rights


def test_the_directory_s_keepers_may_do_all_in_the_directory_and_nothing_elsewhere(
    roles, homes, django_user_model
):
    user = user_in(ROLES[-1], django_user_model.objects)
    assert user.has_perm("wagtailadmin.access_admin")
    sections = {page for page_type, _rights in ROLES[-1].sections for page in pages_of(page_type)}
    tops = [home.permissions_for_user(user) for home in homes.values()]
    assert not any(tester.can_edit() or tester.can_add_subpage() for tester in tops)
    for page in sections:
        tester = page.permissions_for_user(user)
        assert (tester.can_edit(), tester.can_add_subpage(), tester.can_publish()) == (True,) * 3
    edited = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    below = Q(pk__in=[])
    for page in sections:
        below |= Q(path__startswith=page.path)
    assert not edited.exclude(below).exists()


def test_making_them_again_brings_back_what_was_changed_and_nothing_more(roles):
    group = Group.objects.get(name=EDITORS.name)
    before = state()
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()
    make_roles()
    assert state() == before


def state():
    return {
        group.name: (
            sorted(group.permissions.values_list("codename", flat=True)),
            sorted(group.page_permissions.values_list("page_id", "permission__codename")),
            sorted(group.collection_permissions.values_list("permission__codename", flat=True)),
        )
        for group in Group.objects.all()
    }


def test_wagtail_s_own_groups_and_workflow_give_way_to_ours(roles, homes):
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(
        role.name for role in ROLES
    )
    assert not GroupApprovalTask.objects.filter(active=True).exists()
    for home in homes.values():
        steps = [
            (type(task.specific), [group.name for group in task.specific.groups.all()])
            for task in home.get_workflow().tasks
        ]
        assert steps == [
            (LanguageReview, [TRANSLATORS.name]),
            (PairPublication, [MODERATORS.name]),
        ]


def test_a_workflow_that_staff_have_changed_stays_so(roles, homes):
    workflow = homes["sl"].get_workflow()
    workflow.workflow_tasks.first().delete()
    make_roles()
    assert [type(task.specific) for task in workflow.tasks] == [PairPublication]


def test_a_stock_group_with_people_in_it_stays(homes, django_user_model):
    group, _ = Group.objects.get_or_create(name="Editors")
    django_user_model.objects.create_user("nekdo").groups.add(group)
    make_roles()
    assert Group.objects.filter(name="Editors").exists()


def test_a_second_home_page_in_a_language_can_t_be_made(homes):
    root = Page.get_first_root_node()
    HomePage.objects.exists() or root.add_child(instance=HomePage(title="A", slug="a"))
    while HomePage.objects.count() < 2:
        root.add_child(instance=HomePage(title="B", slug=f"b-{HomePage.objects.count()}"))
    assert not HomePage.can_create_at(root)
    assert not HomePage.can_create_at(Site.objects.get(is_default_site=True).root_page)
