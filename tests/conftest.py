"""What tests of several stages share: invented circulars, and OCR engines that misbehave."""

import os
import textwrap
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

CIRCULAR = """\
{issuer}文件
{number}

{issuer}关于{matter}的通知

各县（市、区）人民政府，市直各部门：
为做好{matter}工作，根据《关于加强基层服务的意见》（安政发〔2018〕3号），现将有关事项通知如下。
一、总体要求。坚持便民原则，认真落实各项任务。
二、工作安排。各地于年底前完成。

{issuer}
{date}
"""

ENGINE = '''
import os, time
from pathlib import Path
from hongtou.ingest.engines import Reading


class Scripted:
    """Reads the same number on every image, counts, and does what the file `script` says."""

    def __init__(self, folder):
        self.folder = folder

    @property
    def identity(self):
        return "scripted 1"

    def read(self, image):
        with open(os.path.join(self.folder, "log"), "a") as log:
            log.write("read\\n")
        script = Path(self.folder, "script").read_text()
        if script == "kill" and image[0, 0, 0] == 0:
            os._exit(7)
        if script == "sleep" and image[0, 0, 0] == 0:
            time.sleep(600)
        if script == "slow":
            time.sleep(1.0)
        if script == "hoard" and image[0, 0, 0] == 0:
            return [bytearray(64 * 1024**3)]
        height, width = image.shape[:2]
        shade = int(image[height // 2, width // 2, 0])
        texts = (
            "安河市人民政府办公室文件", f"安政办发〔2020〕{shade}号",
            "关于便民服务的通知", "各县（市、区）人民政府：",
            "现将便民服务有关事项通知如下。", "安河市人民政府办公室", "2020年3月5日",
        )
        readings = []
        for row, text in enumerate(texts):
            top, left = 40.0 + 80 * row, 250.0 - 11 * len(text)
            right, bottom = 250.0 + 11 * len(text), top + 22
            quad = ((left, top), (right, top), (right, bottom), (left, bottom))
            readings.append(Reading(quad, text, 0.99))
        return readings

    def read_crop(self, image):
        return Reading(((0.0, 0.0),) * 4, "", 0.0)
'''


@pytest.fixture
def circular_text():
    """The text of an invented circular."""

    def make(
        number="安政办发〔2021〕7号",
        matter="便民服务",
        issuer="安河市人民政府办公室",
        date="2021年3月5日",
    ):
        return CIRCULAR.format(number=number, matter=matter, issuer=issuer, date=date)

    return make


class ScriptedEngine:
    """Where the engine's plugin lies, and how to use it."""

    def __init__(self, folder):
        self.folder = folder
        self.options = {"folder": str(folder)}
        self.script("read")
        (folder / "log").write_text("")

    def script(self, word):
        (self.folder / "script").write_text(word)

    def reads(self):
        return len((self.folder / "log").read_text().splitlines())

    def environment(self):
        """For a process of its own."""
        settings = {"PYTHONPATH": str(self.folder), "HONGTOU_LANG": "en", "LC_ALL": "C.UTF-8"}
        return os.environ | settings

    def configure(self, place):
        """A hongtou.toml that chooses this engine."""
        folder = str(self.folder).replace("\\", "/")
        text = f'engine = "scripted"\n[engines.scripted]\nfolder = "{folder}"\n'
        (place / "hongtou.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def scripted(tmp_path_factory, monkeypatch):
    """An OCR engine installed for this test, found by entry point as any other."""
    folder = tmp_path_factory.mktemp("plugin")
    info = folder / "scripted-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: scripted\nVersion: 1.0\n")
    points = "[hongtou.engines]\nscripted = scripted_engine:Scripted\n"
    (info / "entry_points.txt").write_text(points)
    (folder / "scripted_engine.py").write_text(textwrap.dedent(ENGINE))
    monkeypatch.syspath_prepend(str(folder))
    return ScriptedEngine(folder)


@pytest.fixture
def camera():
    """An engine that keeps the images it is shown and reads one line on each."""
    from hongtou.ingest.engines import Reading, frame

    class Camera:
        identity = "camera"

        def __init__(self):
            self.seen = []

        def read(self, image):
            self.seen.append(image.copy())
            height, width = image.shape[:2]
            quad = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.15), (0.1, 0.15))
            return [Reading(tuple((x * width, y * height) for x, y in quad), "一行字", 0.97)]

        def read_crop(self, image):
            return Reading(frame(image), "一行字", 0.97)

    return Camera()


@pytest.fixture
def scan():
    """A small page image; its shade decides the number that the scripted engine reads,
    and on page `bad` it does what its script says."""

    def make(path, shade=200, *, bad=None, pages=1):
        from PIL import Image

        images = []
        for page in range(pages):
            image = Image.new("RGB", (500, 700), (shade + page,) * 3)
            image.paste((20, 20, 20), (10, 40, 400, 60))  # a line of ink
            if bad == page + 1:
                image.putpixel((0, 0), (0, 0, 0))
            images.append(image)
        more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
        images[0].save(path, dpi=(200, 200), **more)
        return path

    return make


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder of real test material beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the test material (../shared) is not beside the repository")
    return SHARED


@pytest.fixture(scope="session")
def recording_engine(request):
    """The real engine; what it read is kept, so that each page image is recognised once for as
    long as the engine stays the same."""
    from hongtou.ingest import engines
    from hongtou.ingest.engines.replay import RecordingEngine

    folder = Path(request.config.rootpath) / ".pytest_cache" / "readings"
    return RecordingEngine(engines.load("rapidocr"), folder)


@pytest.fixture(scope="session")
def real_pages(recording_engine):
    """Pages of a file read by the real engine."""
    from hongtou.ingest import MemoryCache, probe, read_pages

    cache = MemoryCache()

    def pages(path):
        return [page for _, page in read_pages(path, probe(path), lambda: recording_engine, cache)]

    return pages
