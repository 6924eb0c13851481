"""The languages of a Hugo site by its own configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import UsageError
from bilingual.formats.markdown.sites import site_named
from bilingual.project.hugo import as_configured

HUGO = site_named("hugo")
THREE = {"hans": "zh", "hant": "zh-hk", "en": "en"}
CONFIGURED = {
    "TOML": ({"hugo.toml": 'defaultContentLanguage = "zh"\n[languages.en]\n[languages.zh]\n[languages.zh-hk]\n'}, THREE, "hans"),
    "YAML": (
        {"hugo.yaml": "defaultContentLanguage: zh\nlanguages:\n  zh:\n  en: {weight: 2}\n"},
        {"hans": "zh", "en": "en"},
        "hans",
    ),
    "JSON": ({"hugo.json": '{"defaultContentLanguage": "zh-tw", "languages": {"zh-tw": {}}}'}, {"hant": "zh-tw"}, "hant"),
    "the older name": ({"config.yml": "defaultContentLanguage: zh\nlanguages: {zh: {}}"}, {"hans": "zh"}, "hans"),
    "a key that is no tag": (
        {"hugo.yaml": "defaultContentLanguage: cn\nlanguages: {cn: {languageCode: zh-CN}, tw: {locale: zh-TW}}\n"},
        {"hans": "cn", "hant": "tw"},
        "hans",
    ),
    "a folder": (
        {
            "config/_default/hugo.toml": 'defaultContentLanguage = "zh"\n',
            "config/_default/languages.toml": "[zh]\nweight = 1\n[en]\n[fr]\n",
        },
        {"hans": "zh", "en": "en"},
        "hans",
    ),
}
REFUSED = {
    "title = 'x'\n": "knows no languages",
    "[languages.zh]\n[languages.en]\n": "to be in “en”",
    "defaultContentLanguage = 'zh'\n[languages.zh-cn]\n[languages.en]\n": "to be in “zh”",
    "defaultContentLanguage = 'cn'\n[languages.cn]\n[languages.en]\n": "to be in “cn”",
    "languages = [\n": "cannot be read",
}


@pytest.mark.parametrize("case", CONFIGURED)
def test_what_is_configured_counts(tmp_path: Path, case: str) -> None:
    files, languages, default = CONFIGURED[case]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    site = as_configured(HUGO, tmp_path, None)
    assert (site.languages, site.default) == (languages, default)


def test_names_that_are_given_count_more(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('defaultContentLanguage = "cn"\n[languages.cn]\n[languages.us]\n', "utf-8")
    site = as_configured(HUGO, tmp_path, {"hans": "cn", "hant": "tw", "en": "us"})
    assert (site.languages, site.default) == ({"hans": "cn", "hant": "tw", "en": "us"}, "hans")


def test_without_a_configuration_nothing_is_known(tmp_path: Path) -> None:
    assert as_configured(HUGO, tmp_path, None) == HUGO


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_make_no_pages_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "hugo.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=REFUSED[text]) as caught:
        as_configured(HUGO, tmp_path, None)
    assert caught.value.path == str(tmp_path / "hugo.toml")
