"""Where words may break without a hyphen, and where they are cut at last."""

import pytest

from pipeline.composer.word_breaks import last_breaks, word_breaks


def shown(word: str, places: list[int]) -> str:
    return "".join("|" * (index in places) + letter for index, letter in enumerate(word))


@pytest.mark.parametrize(
    "broken",
    [
        "e-mail",
        "Wi-Fi",
        "GB/T",
        "TCP/IP",
        "well-|known",
        "input/|output",
        "1,234,567.89",
        "zhang|.san@|example|-company|.com",
        "https://|example|.org/|help/|VirtualMachineSettings.",
        "(http://|ab|.cd/|ef)",
        "--with-|very-|long-|option-|name",
        "--prefix=|/usr/|local",
        "/usr/|lib/|libfoo.so.1.2",
        '"~/.wx/|wxrc"',
        "../../|lib",
        "www|.a|-b|.com/|x?|y=|1&|z=|2|#top",
        "C:\\Windows\\|System32",
        "-V",
        "max_connections_per_host",
        "10.1234/|j|.cnki|.1001|-2345|.2020|.012",
    ],
)
def test_where_words_break_without_a_hyphen_of_ours(broken: str) -> None:
    word = broken.replace("|", "")
    assert shown(word, word_breaks(word)) == broken


@pytest.mark.parametrize(
    "cut",
    [
        "WeasyPrint",
        "d41d8cd98f00b204",
        "max_|connections",
        "2023-01-05",
        "don’t",
        "Wi-|Fi",
        "sys.|path.|append|(it)",
        "Cu(OH)↓",
        "850≈|5.62×|10",
        "lib/Virtual-Machine/",
        "GB/T",
        "2,300～|3,100",
        "1949—1978",
        "978-7-01-234567-8",
        "127.0.0.1:|8080",
        "US$16.50",
        "PN:|NO.2024-0315-A",
        "2001:|db8:|85a3::|8a2e:|370:|7334",
        "00:|1A:|2B:|3C:|4D:|5E",
        "12:00:30",
        "U.S.A.",
        "ʁə\u0303ːvwa/|ʁa",
    ],
)
def test_where_words_are_cut_at_last(cut: str) -> None:
    word = cut.replace("|", "")
    assert shown(word, last_breaks(word)) == cut
