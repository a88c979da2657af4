"""The scripts: modules that find each other, collected together under one hash."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from accounts.templatetags.modules import closure, preload_modules
from config.static import Paths, Storage

SCRIPTS = settings.BASE_DIR / "static/js"
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


def collect(target: Storage, files: dict[str, str]) -> None:
    source = InMemoryStorage()
    paths: Paths = {}
    for name, text in files.items():
        source.save(name, ContentFile(text.encode()))
        target.save(name, ContentFile(text.encode()))
        paths[name] = (source, name)
    assert not [outcome for _, _, outcome in target.post_process(paths) if isinstance(outcome, Exception)]


def storage(folder: Path) -> Storage:
    return Storage(location=folder, base_url="/static/")


def test_scripts_and_what_they_load_move_into_one_folder_and_still_find_each_other(tmp_path: Path) -> None:
    target = storage(tmp_path)
    collect(
        target,
        {"js/a.js": 'import "./b/c.js";', "js/b/c.js": "1", "vendor/x/y.js": "2", "img/z.svg": "<svg/>"},
    )

    [build] = tmp_path.glob("build.*")
    assert re.fullmatch(r"build\.[0-9a-f]{12}", build.name)
    assert (build / "js/a.js").read_text() == 'import "./b/c.js";'
    assert (build / "js/b/c.js").exists()
    assert (build / "js/a.js.gz").exists() is False, "too small to gain"
    assert target.url("js/a.js") == f"/static/{build.name}/js/a.js"
    assert target.url("vendor/x/y.js") == f"/static/{build.name}/vendor/x/y.js"
    assert re.fullmatch(r"/static/img/z\.[0-9a-f]{12}\.svg", target.url("img/z.svg"))


def test_modules_that_know_each_other_are_collected_too(tmp_path: Path) -> None:
    collect(storage(tmp_path), {"js/a.js": 'import "./b.js";', "js/b.js": 'import "./a.js";'})
    assert len(list(tmp_path.glob("build.*/js/*.js"))) == 2


def test_one_changed_script_gives_another_folder_and_leaves_the_old_one(tmp_path: Path) -> None:
    collect(storage(tmp_path), {"js/a.js": "1", "js/b.js": "1"})
    first = storage(tmp_path).url("js/b.js")
    (tmp_path / "js/a.js").unlink()
    (tmp_path / "js/b.js").unlink()
    collect(storage(tmp_path), {"js/a.js": "2", "js/b.js": "1"})

    assert storage(tmp_path).url("js/b.js") != first
    assert (tmp_path / first.removeprefix("/static/")).exists()


def test_addresses_with_a_hash_may_be_kept_for_ever_and_others_not() -> None:
    kept = re.compile(settings.WHITENOISE_IMMUTABLE_FILE_TEST)
    assert kept.search("/static/build.0123456789ab/js/app.js")
    assert kept.search("/static/css/app.0123456789ab.css")
    assert not kept.search("/static/js/app.js")


def test_every_import_leads_to_a_file() -> None:
    imports = [
        (script, address)
        for script in SCRIPTS.rglob("*.js")
        for address in IMPORTED.findall(re.sub(r"^\s*(//|\*).*$", "", script.read_text(), flags=re.MULTILINE))
    ]
    assert imports
    assert [
        f"{script.relative_to(SCRIPTS)}: {address}"
        for script, address in imports
        if not address.startswith(".") or not (script.parent / address).is_file()
    ] == []


def test_a_page_tells_of_every_module_that_it_will_need_and_of_none_twice() -> None:
    modules = closure(("app.js", "thread/page.js"))
    assert modules[:2] == ["app.js", "thread/page.js"]
    assert {"moment.js", "socket.js", "http.js", "composer/composer.js"} <= set(modules)
    assert len(set(modules)) == len(modules)
    assert "member.js" not in modules, "app.js asks for it only when somebody is signed in"

    links = preload_modules("app.js", "thread/page.js").splitlines()
    assert len(links) == len(modules)
    assert all(link.startswith('<link rel="modulepreload" href="/static/') for link in links)


def test_every_module_of_static_imports_is_followed() -> None:
    seen = set(closure(("app.js", "member.js", "thread/page.js")))
    for name in seen:
        text = re.sub(r"^\s*(//|\*).*$", "", (SCRIPTS / name).read_text(), flags=re.MULTILINE)
        for address in re.findall(r"""\bfrom\s*["'](\.[^"']+)["']""", text):
            assert str(((SCRIPTS / name).parent / address).resolve().relative_to(SCRIPTS)) in seen


def test_a_module_that_is_not_there_is_an_error_and_no_broken_link() -> None:
    with pytest.raises(FileNotFoundError):
        closure(("gone.js",))


def test_every_template_names_modules_that_are_there() -> None:
    named = {
        name
        for template in (settings.BASE_DIR / "templates").rglob("*.html")
        for tag in re.findall(r"{% preload_modules ([^%]+)%}", template.read_text())
        for name in re.findall(r'"([^"]+)"', tag)
    }
    assert len(named) > 2
    assert [name for name in named if not (SCRIPTS / name).is_file()] == []
