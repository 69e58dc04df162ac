"""The names of the keys of cases: emergency requests with their visits and letters, reports, and their files."""

from __future__ import annotations

from datetime import date


def emergency(office: str, number: str) -> str:
    return f"{{o{office}}}:emergency:{number}"


def emergencies(office: str) -> str:
    return f"{{o{office}}}:emergencies"


def visits(office: str, day: date) -> str:
    """Return the key of the visits to patients on a date."""
    return f"{{o{office}}}:visits:{day:%Y%m%d}"


def referrals(office: str, year: int) -> str:
    """Return the key of the letters of a year, in the order of their numbers."""
    return f"{{o{office}}}:referrals:{year}"


def referral(office: str, id: str) -> str:
    return f"{{o{office}}}:referral:{id}"


def referral_of(office: str, case: str) -> str:
    """Return the key that tells which letter a case has."""
    return f"{{o{office}}}:referral-of:{case}"


def files(office: str, case: str) -> str:
    return f"{{o{office}}}:files:{case}"


def file_ends(office: str) -> str:
    return f"{{o{office}}}:file-ends"


def file_link(office: str, fingerprint: str) -> str:
    return f"{{o{office}}}:file-link:{fingerprint}"


def report(office: str, number: str) -> str:
    return f"{{o{office}}}:report:{number}"


def reports(office: str) -> str:
    return f"{{o{office}}}:reports"


def report_done(office: str, operation: str) -> str:
    return f"{{o{office}}}:report-op:{operation}"


def report_reader(office: str, fingerprint: str) -> str:
    """Return the key of the private chat in which a supervision officer reads reports."""
    return f"{{o{office}}}:report-reader:{fingerprint}"
