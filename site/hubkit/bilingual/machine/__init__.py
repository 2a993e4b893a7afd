from hubkit.bilingual.machine.configuration import configured_provider
from hubkit.bilingual.machine.drafts import Result, machine_drafts
from hubkit.bilingual.machine.provider import Provider, ProviderError

__all__ = ["Provider", "ProviderError", "Result", "configured_provider", "machine_drafts"]
