"""`--version` and `--help` load nothing heavy. (bench/startup.py measures the time.)"""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "cv2", "jieba", "jsonschema", "networkx", "numpy", "onnxruntime", "pdfplumber", "pebble",
    "pikepdf", "PIL", "pydantic", "pypdfium2", "rapidocr", "rich", "spacy", "sqlite3",
}  # fmt: skip
CODE = """
import json, sys
from hongtou.cli import main
sys.argv[1:] = {arguments}
try:
    main()
finally:
    print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["process", "--help"], ["library", "--help"]]
)
def test_nothing_heavy_is_loaded(arguments):
    code = CODE.format(arguments=arguments)
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert made.stdout
    # typer looks for pydantic types among a command's arguments, in some of its versions
    asked = HEAVY - {"pydantic"} if len(arguments) > 1 else HEAVY
    assert not asked & set(json.loads(made.stderr))


def test_importing_the_package_loads_nothing_heavy():
    code = "import hongtou, json, sys; print(json.dumps(sorted(sys.modules)))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert not HEAVY & {name.partition(".")[0] for name in json.loads(made.stdout)}
