"""Types that all parts of the record are made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Key = Annotated[str, Field(min_length=1, description="stable, made from the item's content")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Share = Annotated[float, Field(ge=0, le=1)]
PageNumber = Annotated[int, Field(ge=1)]
Box = Annotated[
    tuple[float, float, float, float],
    Field(description="left, top, right, bottom in points (1/72 inch), origin top left"),
]
Modality = Literal[
    "obligation", "prohibition", "permission", "entitlement", "condition", "procedure", "definition"
]


class Model(BaseModel):
    """What all parts of the record are: nothing more in them than the schema says."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
