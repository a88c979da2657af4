"""The style sheets: one file a component, joined in the order of the imports."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from config.static import IMPORT, Paths, Storage, join

CSS = Path(settings.BASE_DIR) / "static/css"


def collected() -> Paths:
    source = FileSystemStorage(CSS.parent)
    names = [str(path.relative_to(CSS.parent)) for path in CSS.rglob("*.css")]
    return {name: (source, name) for name in names}


def in_memory(**sheets: str) -> Paths:
    storage = InMemoryStorage()
    return {
        storage.save(f"css/{name}.css", ContentFile(text.encode())): (storage, f"css/{name}.css")
        for name, text in sheets.items()
    }


def test_every_sheet_is_imported_once() -> None:
    imported = IMPORT.findall((CSS / "app.css").read_text())
    present = [str(path.relative_to(CSS)) for path in CSS.rglob("*.css") if path.name != "app.css"]
    assert sorted(imported) == sorted(present)


def test_joining_keeps_the_order_of_the_imports_and_leaves_none() -> None:
    text = join(collected())
    assert "@import" not in text
    heads = [
        (CSS / sheet).read_text().splitlines()[0] for sheet in IMPORT.findall((CSS / "app.css").read_text())
    ]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


def test_joining_says_the_same_whatever_order_the_files_are_found_in() -> None:
    paths = collected()
    assert join(paths) == join(dict(reversed(paths.items())))


def test_an_address_is_carried_over_from_the_folder_of_its_sheet() -> None:
    sheets = in_memory(
        **{
            "app": '@import url("parts/one.css");\n',
            "parts/one": 'a { src: url("../img/a.svg"); fill: url("#hatch"); }',
        }
    )
    assert join(sheets) == 'a { src: url("parts/../img/a.svg"); fill: url("#hatch"); }'


def test_an_import_of_a_sheet_that_is_not_there_fails() -> None:
    with pytest.raises(KeyError):
        join(in_memory(app='@import url("gone.css");\n'))


def test_every_component_sheet_stays_in_its_layer() -> None:
    for path in (CSS / "components").glob("*.css"):
        bare = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
        assert bare.startswith("@layer components {"), path.name
        assert bare.endswith("}"), path.name


def collect(target: Storage, *folders: str) -> None:
    source = FileSystemStorage(CSS.parent)
    names = [
        str(path.relative_to(CSS.parent)) for folder in folders for path in (CSS.parent / folder).rglob("*.*")
    ]
    paths: Paths = {name: (source, name) for name in names}
    for name in names:
        target.save(name, source.open(name))
    failed = [outcome for _, _, outcome in target.post_process(paths) if isinstance(outcome, Exception)]
    assert not failed


def test_collecting_writes_one_joined_sheet(tmp_path: Path) -> None:
    target = Storage(location=tmp_path, base_url="/static/")
    collect(target, "css", "fonts")

    sheet = (tmp_path / target.stored_name("css/app.css")).read_text()
    assert ".composer__text" in sheet
    assert re.search(r"fonts/source-sans-3-latin-wght-normal\.\w{12}\.woff2", sheet)
    assert (tmp_path / (target.stored_name("css/app.css") + ".gz")).stat().st_size < 20_000
