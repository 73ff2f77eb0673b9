"""Entries of lists of references, as authors type them, into the fields of CSL; and those that are in doubt."""

from typing import Any

import pytest

from pipeline.manuscript.word.reference_entry import read_entry


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ("张三，李四，王五，等．论法[J]．法学，2020（3）：1-9．",
         {"type": "article-journal", "container-title": "法学", "issued": "2020", "issue": "3", "page": "1-9"}),
        ("TANAKA-SUE H, GRAY P, et al. Peer support[J/OL]. Open Health, 2022, 3(1): e17[2024-05-06]. https://a.org/x.17.",
         {"page": "e17", "accessed": "2024-05-06", "URL": "https://a.org/x.17"}),
        ("桥涵勘测设计院. 勘察报告[R]. 某市: 某院, 2019.", {"type": "report", "publisher": "某院"}),
        ("某委员会. 通风设计规范：GB/T 00000—2015[S]. 某市: 某社, 2015: 5-9.",
         {"type": "standard", "title": "通风设计规范", "number": "GB/T 00000—2015", "page": "5-9"}),
        ("林间路. 核验方法: CN000000001A[P]. 2020-5-12.",
         {"type": "patent", "number": "CN000000001A", "issued": "2020-05-12"}),
        ("PARK Q. CFD[C]//Proc of Air. Port: WAA Press, 2016: 77-83.",
         {"type": "paper-conference", "container-title": "Proc of Air", "publisher-place": "Port"}),
        ("张三. 题[M]. 李四, 译. 2版. 北京: 某社, 2001.",
         {"edition": "2", "translator": [{"family": "李", "given": "四"}]}),
        ("欧阳若水, 2021. 题[M]. 北京: 某社.", {"author": [{"family": "欧阳", "given": "若水"}], "issued": "2021"}),
        ("KRESS G, VAN LEEUWEN T. Reading[M]. London: Routledge, 2006.",
         {"author": [{"family": "KRESS", "given": "G"}, {"family": "VAN LEEUWEN", "given": "T"}]}),
        ("王五．浅谈[A]．论文集[C]．北京：某社，2003：1-5．", None),
        ("张三. 题[J]. 某刊, 2020: 3. 另见附录甲。", None),
        ("《旧书》，光绪刻本。", None),
    ],
)  # fmt: skip
def test_an_entry_is_read_whole_or_not_at_all(entry: str, fields: dict[str, Any] | None) -> None:
    row = read_entry(entry)
    assert (row is None) == (fields is None), row
    if row is not None and fields is not None:
        assert {name: row.get(name) for name in fields} == fields


def test_those_who_are_not_named_are_others() -> None:
    row = read_entry("张三, 李四, 王五, 等. 论法[J]. 法学, 2020(3): 1-9.")
    assert row is not None
    assert row["author"][3] == {"literal": "等"}
