"""The built-in engine with its quick looks in integers of 8 bits: extra `hongtou[int8]`."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version

from ..errors import EngineError
from .quantised import VERSION, made
from .rapidocr import RapidEngine
from .recognition import SURE_QUANTISED, Recogniser


class Int8Engine(RapidEngine):
    """The engine `rapidocr`, each line read by a quantised model first and by the model itself
    where that is in doubt.

    The quantised model is made at the first reading (some 30 s) and kept in the user's cache.
    Raises `EngineError` where the package onnx, or what `RapidEngine` needs, is missing.
    """

    def __init__(self) -> None:
        super().__init__()
        try:
            self._onnx = version("onnx")
        except PackageNotFoundError as error:
            raise EngineError(
                "the engine int8 needs the package onnx; run: pip install 'hongtou[int8]'"
            ) from error

    @property
    def identity(self) -> str:
        """That of `rapidocr`, and a hash over what makes the quantised model."""
        settings = repr([super().identity, VERSION, SURE_QUANTISED, self._onnx])
        return f"int8 {hashlib.sha256(settings.encode()).hexdigest()[:16]} {super().identity}"

    def _made(self) -> Recogniser:
        model, name = self._paths["Rec"], self.identity.split()[1]
        return Recogniser(model, made(model, f"recognition-int8-{name}"))
