from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import DocumentError, LockBroken
from bilingual.model import Code, Gloss, PairedCode, Part, TermSpan, Text, Variant, join, leaves
from bilingual.variants import Converter, masks

TW = Converter("tw")


def bold(*inner: Part) -> PairedCode:
    return PairedCode("**", inner, "**", "emphasis")


def test_marks_inside_a_word_do_not_change_it() -> None:
    assert join(TW.hant(("头", bold("发"), "和", bold("头"), "发"))) == "頭**髮**和**頭**髮"


def test_a_code_is_a_boundary_and_untouched() -> None:
    assert join(TW.hant(("头", Code("`头发`", "code"), "发"))) == "頭`头发`發"


def test_an_image_stands_between_words() -> None:
    assert join(TW.hant(("头", PairedCode("![", ("头发",), "](头发.png)", "image"), "发"))) == "頭![頭髮](头发.png)發"


def test_a_line_break_between_hanzi_does_not_part_a_word() -> None:
    assert join(TW.hant(("头", Code("\n> ", "break"), "发"))) == "頭\n> 髮"


def test_a_hard_break_is_a_boundary() -> None:
    assert join(TW.hant(("头", Code("<br>", "hardbreak"), "发"))) == "頭<br>發"


def test_link_targets_stay_and_labels_are_kept() -> None:
    text: Text = (PairedCode("[", ("简写",), "]", "reference"), "和", PairedCode("[", ("软件",), "](/软件)", "link"))
    assert join(TW.hant(text)) == "[簡寫][简写]和[軟件](/软件)"


def test_a_label_that_does_not_change_stays_a_shortcut() -> None:
    assert join(TW.hant((PairedCode("[", ("AI",), "]", "reference"),))) == "[AI]"


def test_gloss_fields_are_converted_in_their_context() -> None:
    gloss = Gloss("“**", "头", "**”", "（", "Head of hair", "：", ("头", bold("发"), "的样子"), "）")
    converted = TW.hant(("这是", gloss, "发"))[1]
    assert isinstance(converted, Gloss)
    assert str(converted) == "「**頭**」（Head of hair：頭**髮**的樣子）"


def test_a_gloss_whose_parenthesis_stands_inside_the_marks() -> None:
    gloss = Gloss("**", "人工智能", "", "（", "AI", "", (), "）**")
    assert join(TW.hant((gloss,))) == "**人工智能（AI）**"


def test_a_mention_keeps_its_place_and_source() -> None:
    mention = TermSpan("头发", "头发", (0, 2), "plain")
    assert TW.hant((mention, "长了")) == (TermSpan("頭髮", "头发", (0, 2), "plain"), "長了")


def test_forms_win_over_opencc_and_longer_ones_over_shorter() -> None:
    converter = Converter("tw", {"台积电": "台積電", "台积": "臺積", "积电梯": "X"})
    assert converter.string("台积电和台积，台积电梯", "hant") == "台積電和臺積，台積電梯"


def test_a_form_holds_across_emphasis_marks() -> None:
    converter = Converter("tw", {"台积电": "台積電"})
    assert join(converter.hant(("台", bold("积电"), "涨了"))) == "台**積電**漲了"


def test_a_form_of_another_length_keeps_marks_around_words() -> None:
    converter = Converter("tw", {"博客": "網路日誌"})
    assert join(converter.hant(("我的", bold("博客"), "里"))) == "我的**網路日誌**裡"


def test_the_way_back_undoes_a_form() -> None:
    converter = Converter("tw", {"抖音": "抖音短影音", "台积电": "台積電"})
    assert converter.string("台積電和抖音短影音很紅", "hans") == "台积电和抖音很红"


def test_a_form_already_there_is_kept() -> None:
    converter = Converter("tw", {"台积电": "台積電"})
    assert converter.string("台積電和台积电", "hant") == "台積電和台積電"


def test_latin_words_are_not_cut() -> None:
    converter = Converter("tw", {"AI协议": "AI協定"})
    assert converter.string("OpenAI协议和AI协议", "hant") == "OpenAI協議和AI協定"


def test_a_form_wins_over_the_vocabulary() -> None:
    assert Converter("tw", {"是只": "是支"}).string("但是只要", "hant") == "但是支要"


def test_words_of_another_length_keep_marks_in_place() -> None:
    text: Text = ("我的", bold("博客"), "能打印", bold("软件"), "的说明。", bold("博客"))
    assert join(Converter("twp").hant(text)) == "我的**部落格**能列印**軟體**的說明。**部落格**"


def test_quotations_may_span_the_sentences_of_a_block() -> None:
    texts: tuple[Text, ...] = (
        ("他说：“好。",),
        (
            "明天",
            bold("发"),
            "货。”",
        ),
    )
    assert [join(text) for text in TW.texts(texts, "hant")] == ["他說：「好。", "明天**發**貨。」"]


def test_marks_of_a_quotation_may_stand_inside_emphasis() -> None:
    assert join(TW.hant((bold("“引号”"), "后"))) == "**「引號」**後"


@pytest.mark.parametrize(
    ("variant", "expected"),
    [("tw", "裡面的軟件為什麼"), ("twp", "裡面的軟體為什麼"), ("hk", "裏面的軟件為什麼"), ("none", "里面的软件为什么")],
)
def test_variants(variant: Variant, expected: str) -> None:
    converter = Converter(variant)
    assert converter.string("里面的软件为什么", "hant") == expected
    assert join(converter.hant(("里面的软件为什么",))) == expected


@pytest.mark.parametrize("variant", ["tw", "twp", "hk", "none"])
def test_every_variant_goes_back_to_simplified(variant: Variant) -> None:
    assert (
        join(
            Converter(variant).hans(
                (
                    "這個",
                    bold("頭"),
                    "髮很長",
                )
            )
        )
        == "这个**头**发很长"
    )


@pytest.mark.parametrize("character", ["\0", "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ud800"])
def test_what_cannot_be_converted_is_refused(character: str) -> None:
    with pytest.raises(DocumentError, match=r"U\+"):
        TW.string(f"头{character}发", "hant")
    with pytest.raises(DocumentError, match=r"U\+"):
        TW.hant(("头", bold(f"发{character}")))
    with pytest.raises(DocumentError, match=r"U\+"):
        Converter("tw", {"头": character})


def test_codes_may_hold_anything() -> None:
    assert join(TW.hant(("发", Code("`\ue000\0`", "code")))) == "發`\ue000\0`"


def test_a_mask_that_does_not_come_back_is_an_error() -> None:
    with pytest.raises(LockBroken):
        masks.converted("头发", [masks.Enforced(0, 1, "頭")], lambda text: text[1:])
    with pytest.raises(LockBroken):
        masks.converted("头发", [masks.Enforced(0, 1, "頭"), masks.Enforced(1, 2, "髮")], lambda text: text[::-1])


def test_more_masks_than_there_are_characters_for_them() -> None:
    converter = Converter("tw", {"台积电": "台積電"})
    assert converter.string("台积电，" * 7000, "hant") == "台積電，" * 7000


def test_threads_may_share_a_converter() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: TW.string("但是只要头发", "hant"), range(64))) == {"但是只要頭髮"}


HAN = st.text(st.sampled_from("头发只要但是里面台积电了如何“”‘’「」『』，。 Aok’\n𠀀👍"), max_size=12)
CODES = st.sampled_from([Code("`头`", "code"), Code("\n", "break"), Code("*", "mark"), Code("[^1]", "note")])
PAIRS: st.SearchStrategy[PairedCode] = st.builds(
    lambda inner, kind: PairedCode("<", inner, ">", kind),
    st.lists(st.one_of(HAN, CODES), max_size=3).map(tuple),
    st.sampled_from(["emphasis", "link", "image", "html"]),
)
GLOSSES = st.builds(lambda t, e: Gloss("“**", t, "**”", "（", "", "", (e,), "）"), HAN, HAN)
MENTIONS = HAN.map(lambda text: TermSpan(text, "x", (0, 1), "plain"))
TEXTS: st.SearchStrategy[Text] = st.lists(st.one_of(HAN, CODES, PAIRS, GLOSSES, MENTIONS), max_size=8).map(tuple)


@given(TEXTS, st.sampled_from(["tw", "twp", "hk"]))
def test_structure_and_codes_never_change(text: Text, variant: Variant) -> None:
    converted = Converter(variant, {"台积电": "台積電公司", "只要": "衹要"}).hant(text)
    assert [type(part) for part in converted] == [type(part) for part in text]
    codes = [[leaf for leaf in leaves(one) if isinstance(leaf, Code)] for one in (text, converted)]
    assert codes[0] == codes[1]


@given(st.lists(HAN, min_size=1, max_size=6), st.sampled_from(["tw", "twp", "hk"]))
def test_emphasis_anywhere_gives_the_same_characters(pieces: list[str], variant: Variant) -> None:
    converter = Converter(variant, {"台积电": "台積電公司"})
    text = tuple(bold(piece) if number % 2 else piece for number, piece in enumerate(pieces))
    plain = "".join(str(leaf) for leaf in leaves(converter.hant(text)) if not isinstance(leaf, Code))
    assert plain == converter.string("".join(pieces), "hant")
