"""Settings: file, then environment, then options."""

import pytest

from hongtou.library.settings import SettingsError, load_settings


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("LIBRARY", "ENGINE", "JOBS", "PAGE_SECONDS", "MEMORY_GB"):
        monkeypatch.delenv(f"HONGTOU_{name}", raising=False)
    return tmp_path


def test_without_anything_the_defaults_hold():
    settings = load_settings()
    assert (str(settings.library), settings.engine) == ("hongtou.db", "rapidocr")
    assert settings.jobs >= 1


def test_each_place_overrules_the_one_before(place, monkeypatch):
    (place / "hongtou.toml").write_text('library = "file.db"\nengine = "null"\njobs = 3\n')
    assert str(load_settings().library) == "file.db"
    monkeypatch.setenv("HONGTOU_LIBRARY", "environment.db")
    monkeypatch.setenv("HONGTOU_JOBS", "2")
    assert (str(load_settings().library), load_settings().jobs) == ("environment.db", 2)
    chosen = load_settings(library="option.db", engine=None, jobs="1")
    assert (str(chosen.library), chosen.engine, chosen.jobs) == ("option.db", "null", 1)


def test_engines_take_options_from_the_file(place):
    (place / "hongtou.toml").write_text('engine = "replay"\n[engines.replay]\npath = "x"\n')
    assert load_settings().engine_options == {"path": "x"}
    assert load_settings(engine="null").engine_options == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("jobs = ", "hongtou.toml"),
        ("libary = 'x'", "libary"),
        ("jobs = 0", "jobs=0"),
        ("jobs = 'many'", "jobs=many"),
        ("memory_gb = -1", "memory_gb=-1"),
        ("page_seconds = 'soon'", "page_seconds=soon"),
        ("page_seconds = inf", "page_seconds=inf"),
    ],
)
def test_what_cannot_be_is_named(place, text, words):
    (place / "hongtou.toml").write_text(text)
    with pytest.raises(SettingsError, match=words):
        load_settings()
