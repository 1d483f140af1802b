"""The models inside the rapidocr wheel, set out as PaddleOCR wants them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from ..errors import EngineError
from .models import CONFIG
from .rapidocr import model_files

if TYPE_CHECKING:
    from pathlib import Path

_DECODE = {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}}
_DETECTION: dict[str, Any] = {
    "Global": {"model_name": "PP-OCRv6_small_det"},
    "PreProcess": {
        "transform_ops": [
            _DECODE,
            {"DetResizeForTest": {"resize_long": 960}},
            {
                "NormalizeImage": {
                    "mean": [0.485, 0.456, 0.406],
                    "std": [0.229, 0.224, 0.225],
                    "scale": "1./255.",
                    "order": "hwc",
                }
            },
            {"ToCHWImage": None},
        ]
    },
    "PostProcess": {
        "name": "DBPostProcess",
        "thresh": 0.3,
        "box_thresh": 0.6,
        "max_candidates": 1000,
        "unclip_ratio": 1.5,
    },
}
_RECOGNITION: dict[str, Any] = {
    "Global": {"model_name": "PP-OCRv6_small_rec"},
    "PreProcess": {
        "transform_ops": [_DECODE, {"RecResizeImg": {"image_shape": [3, 48, 320]}}],
    },
    "PostProcess": {"name": "CTCLabelDecode"},
}


def fill(folder: Path) -> tuple[Path, ...]:
    """Write the two small models into a folder, a folder each; what is there already stays.

    Gives their folders. Raises `EngineError` where they are not installed or cannot be written.
    """
    files = model_files()
    characters = {"character_dict": _characters(files["Rec"])}
    recognition = _RECOGNITION | {"PostProcess": _RECOGNITION["PostProcess"] | characters}
    try:
        return tuple(
            _set_out(folder / config["Global"]["model_name"], file, config)
            for file, config in ((files["Det"], _DETECTION), (files["Rec"], recognition))
        )
    except OSError as error:
        raise EngineError(
            f"the models cannot be written to {folder} ({error.strerror}); give another folder"
        ) from error


def _set_out(folder: Path, file: Path, config: dict[str, Any]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "inference.onnx").exists():
        shutil.copyfile(file, folder / "inference.onnx")
    if not (folder / CONFIG).exists():
        # JSON is YAML, and needs no library.
        text = json.dumps(config, ensure_ascii=False, indent=1)
        (folder / CONFIG).write_text(text, encoding="utf-8")
    return folder


def _characters(file: Path) -> list[str]:
    """The characters a recognition model knows: they stand in its metadata, a line each."""
    from onnxruntime import InferenceSession

    session = InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return str(session.get_modelmeta().custom_metadata_map["character"]).splitlines()
