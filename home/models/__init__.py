from home.models.pages import HomePage
from home.models.seeds import SeededPage
from home.models.settings import HubSettings

__all__ = ["HomePage", "HubSettings", "SeededPage"]
