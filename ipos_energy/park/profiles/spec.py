"""The kinds of entry in ``profiles:``, and how to tell which one is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Discriminator, Tag

from ipos_energy.errors import nearest
from ipos_energy.park.profiles.clipped import ClippedProfile
from ipos_energy.park.profiles.constant import ConstantProfile
from ipos_energy.park.profiles.electricity_price import ElectricityPriceProfile
from ipos_energy.park.profiles.entry import Entry
from ipos_energy.park.profiles.file_profile import FileProfile
from ipos_energy.park.profiles.heating_curve import HeatingCurveProfile
from ipos_energy.park.profiles.heating_degrees import HeatingDegreesProfile
from ipos_energy.park.profiles.listed import ListedProfile
from ipos_energy.park.profiles.seasonal import SeasonalProfile
from ipos_energy.park.profiles.stated import wrong
from ipos_energy.park.profiles.temperature import TemperatureProfile

FORMS = ("file", "constant", "values", "generate")
"""An entry has exactly one of these keys."""

GENERATORS: tuple[type[Entry], ...] = (
    SeasonalProfile, TemperatureProfile, HeatingDegreesProfile, ElectricityPriceProfile,
    HeatingCurveProfile, ClippedProfile,
)

_EXAMPLE = 'Write such as {file: prices.csv}, {constant: 5 MW} or {generate: seasonal, …}.'


def generator_name(generator: type[Entry]) -> str:
    """What ``generate:`` says to mean this kind."""
    return str(get_args(generator.model_fields["generate"].annotation)[0])


def _checked_form(entry: Any) -> Any:
    """Refuses what is no kind of entry, before any field is looked at."""
    if isinstance(entry, Entry):
        return entry
    if not isinstance(entry, Mapping):
        raise wrong("a profile is a mapping", _EXAMPLE)
    forms = [form for form in FORMS if form in entry]
    if len(forms) > 1:
        raise wrong(f"a profile has only one of the keys {' and '.join(forms)}",
                    at=(forms[1],))
    if not forms:
        close = [nearest(str(key), FORMS) for key in entry]
        advice = next((text for text in close if text.startswith("Did")), _EXAMPLE)
        raise wrong("a profile needs one of the keys file, constant, values or generate", advice)
    kinds = [generator_name(one) for one in GENERATORS]
    if forms == ["generate"] and entry["generate"] not in kinds:
        raise wrong(f'there is no generator "{entry["generate"]}"',
                    nearest(str(entry["generate"]), kinds), ("generate",))
    return entry


def _tag(entry: Any) -> str:
    if isinstance(entry, FileProfile):
        return "file"
    if isinstance(entry, ConstantProfile):
        return "constant"
    if isinstance(entry, ListedProfile):
        return "values"
    if isinstance(entry, Entry):
        return generator_name(type(entry))
    return str(entry["generate"]) if "generate" in entry else next(
        form for form in FORMS if form in entry
    )


ProfileSpec = Annotated[
    Annotated[FileProfile, Tag("file")]
    | Annotated[ConstantProfile, Tag("constant")]
    | Annotated[ListedProfile, Tag("values")]
    | Annotated[SeasonalProfile, Tag("seasonal")]
    | Annotated[TemperatureProfile, Tag("temperature")]
    | Annotated[HeatingDegreesProfile, Tag("heating_degrees")]
    | Annotated[ElectricityPriceProfile, Tag("electricity_price")]
    | Annotated[HeatingCurveProfile, Tag("heating_curve")]
    | Annotated[ClippedProfile, Tag("clipped")],
    Discriminator(_tag),
    BeforeValidator(_checked_form),
]
"""An entry of ``profiles:``. In the place of a validation error the kind's tag follows the name."""
