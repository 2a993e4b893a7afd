"""An organisation as named values: what forms, imports, exports and decisions share."""

from directory.profile.checks import check, checked, gaps
from directory.profile.registry import FIELDS, Group, base_hash, field, read, write

__all__ = ["FIELDS", "Group", "base_hash", "check", "checked", "field", "gaps", "read", "write"]
