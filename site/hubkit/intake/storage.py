"""Where pictures wait for approval: a private folder without any address."""

from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from hubkit.intake.conf import root


@deconstructible
class PrivateStorage(FileSystemStorage):
    """Files below `files` of the private folder, readable by the site's own user only."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        # Asked for each time: the folder comes from the settings, which tests change.
        return str(root() / "files")

    @property
    def location(self):
        return self.base_location

    def url(self, name):
        raise ValueError("What waits for approval has no address.")


private_files = PrivateStorage()
