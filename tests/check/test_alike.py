"""Characters with a part in common, and the words that they are written in by mistake."""

import pytest

from pipeline.check.words.alike import characters_with_part, sound_near
from pipeline.check.words.misreadings import find_misreadings
from pipeline.check.words.slips import find_slips


def test_characters_have_a_part_in_common_but_for_signs_of_meaning() -> None:
    assert "渎" in characters_with_part("读")
    assert "反" in characters_with_part("钣")
    assert "江" not in characters_with_part("河")
    assert characters_with_part("A") == frozenset()


def test_sounds_are_near_where_the_south_confuses_them() -> None:
    assert sound_near("身", "生")
    assert not sound_near("身", "体")


@pytest.mark.parametrize(("text", "word"), [("大家严格尊守操作规程", "遵守"), ("设备平估报告已经送到", "评估")])
def test_a_character_that_has_the_part_of_another_one_is_told_without_a_neighbour(text: str, word: str) -> None:
    assert [slip.word for slip in find_misreadings(text)] == [word]


@pytest.mark.parametrize("text", ["门口有一家卖泡馍的小店", "工会认真受理提案办理工作", "职工入会率不断提高"])
def test_rare_characters_and_common_words_are_left_alone(text: str) -> None:
    assert [*find_misreadings(text), *find_slips(text)] == []
