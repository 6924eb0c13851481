"""What readers see of markup: arguments of shortcodes and attributes of tags, whatever the language."""

from __future__ import annotations

import pytest

from bilingual.sources.markdown.arguments import argument_spans, attribute_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% note info 提示 %}", ["提示"]),
        ("{% note info A tip %}", ["A tip"]),
        ("{% label primary@重要 %}", ["重要"]),
        ("{% btn /a, 点击我, home %}", ["点击我"]),
        ('{{< badge "新" >}}', ["新"]),
        ('{{< figure src="图.png" caption="说明" title="题" >}}', ["说明", "题"]),
        ('{{< ref "文章.md" >}}', []),
        ("{{< /details >}}", []),
        ('{% if x == "甲" %}', []),
        ('{{ "甲" | upper }}', []),
        ('{{< card "图片/甲.png" >}}', []),
    ],
)
def test_arguments(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in argument_spans(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<img src="甲.png" alt="猫" title=\'题\'>', ["猫", "题"]),
        ('<button aria-label="关闭" class="甲">', ["关闭"]),
        ('<Card title={"题"} alt={ \'猫\' } label={"甲" + name} />', ["题", "猫"]),
        ('<Tab :title="甲" v-title="乙" data-id="丙">', []),
    ],
)
def test_attributes(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in attribute_spans(text, 0, len(text))] == expected
