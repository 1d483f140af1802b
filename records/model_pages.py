"""The pages of the file in the record."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .model_base import Box, Model, PageNumber, Text


class PageStepModel(Model):
    """What was done to the image of a page before it was read."""

    code: Text
    value: float
    unit: Text


class PageFindingModel(Model):
    """Something wrong with a scan, in the sense of DA/T 31-2017."""

    code: Text
    severity: Literal["error", "warning", "info"]
    value: float | None
    unit: Text | None
    box: Box | None


class PageModel(Model):
    """A page of the file: how it was read, what is wrong with its scan."""

    page: PageNumber
    width: float = Field(description="in points, as the file shows it")
    height: float
    dpi: float | None = Field(description="null for text layers")
    origin: Literal["text_layer", "ocr", "none"]
    steps: list[PageStepModel]
    findings: list[PageFindingModel]
