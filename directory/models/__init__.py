from directory.models.decisions import FieldDecision, Reason
from directory.models.directory import DirectoryPage
from directory.models.entries import Assurance, AssuredBy, Entry, EntryFacet, EntryState, Facet
from directory.models.freshness import Freshness
from directory.models.imports import ColumnMemory, ImportRow, ImportRun, Outcome, RunState
from directory.models.organisation import OrganisationPage
from directory.models.owners import EditLink, Owner, OwnerState
from directory.models.parts import Activity, Contact, Link, Phone, Place, PublicInterest
from directory.models.registry import DoNotList, RegistryRow
from directory.models.taxonomies import Taxonomy, Term

__all__ = [
    "Activity",
    "Assurance",
    "AssuredBy",
    "ColumnMemory",
    "Contact",
    "DirectoryPage",
    "DoNotList",
    "EditLink",
    "Entry",
    "EntryFacet",
    "EntryState",
    "Facet",
    "FieldDecision",
    "Freshness",
    "ImportRow",
    "ImportRun",
    "Link",
    "OrganisationPage",
    "Outcome",
    "Owner",
    "OwnerState",
    "Phone",
    "Place",
    "PublicInterest",
    "Reason",
    "RegistryRow",
    "RunState",
    "Taxonomy",
    "Term",
]
