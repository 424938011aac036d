"""Time series: from the entries of a scenario's ``profiles:`` to one number for each step."""

from ipos_energy.park.profiles.profile import Profile, ProfileError
from ipos_energy.park.profiles.read import read_profiles
from ipos_energy.park.profiles.spec import ProfileSpec

__all__ = ["Profile", "ProfileError", "ProfileSpec", "read_profiles"]
