from hub_pages.models.pillars import PillarPage
from hub_pages.models.projects import ProjectAim, ProjectPage
from hub_pages.models.standard import StandardPage

__all__ = ["PillarPage", "ProjectAim", "ProjectPage", "StandardPage"]
