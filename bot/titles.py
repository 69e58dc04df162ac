"""What stands around a name in Indonesia without being part of it: titles, degrees, forms of address.

A table, no rules. All in lower case and without dots.
"""

from __future__ import annotations

_FRONT = """
    h hj haji hajjah hajah kh dr dra drs drg drh ir prof apt ns ust ustad ustadz ustadzah ustazah
    tn ny nn sdr sdri bpk bapak pak ibu bu mr mrs ms
"""
_DEGREES = """
    amd amdkeb amdkep ners apt lc
    skom spd spdi ssi skep skeb sked skg skh skm sikom sip sos sap stp ssos sag sagr sars spsi spt ssn sds
    sfarm ssy shi se sh st si sk sn sei
    mpd mpdi msi mkom mkes mag msc mba mhum mm mh mt mars mak mds mkn mikom map mpsi
    ak cpa phd llm llb bsc beng spog spa spb spm spjp sppd
"""
_UNMISTAKABLE = "amd skom spd spdi skep skm ssos spsi sfarm mpd mkom mkes mhum mkn msi ssi"
_MUHAMMAD = """
    muhammad muhamad muhammed muhamed mohammad mohamad mohammed mohamed mochammad mochamad mokhammad
    mokhamad mukhammad mukhamad muchammad muchamad moh mohd muh muhd mhd moch much mokh
"""

FRONT = frozenset(_FRONT.split())
"""Dropped from the front, as long as something is left."""

DEGREES = frozenset(_DEGREES.split())
"""Dropped from the end, where a comma or a dot inside shows that they are degrees ("S.H.", ", SE")."""

UNMISTAKABLE = frozenset(_UNMISTAKABLE.split())
"""Degrees that are dropped from the end even without comma and dots: nobody is called so."""

ONE_NAME = dict.fromkeys(_MUHAMMAD.split(), "muhammad") | dict.fromkeys(("achmad", "akhmad"), "ahmad")
"""Spellings and short forms of the commonest names; a lone M in front of another name is one more Muhammad."""
