"""The issue as one HTML document for WeasyPrint as it comes: our parts' bodies and style sheets, its own folios."""

import re
from html import escape

from pipeline.layout import Composer, plan_parts
from pipeline.layout.contents import PLACE

# Folios of our parts are printed text. These numbers stand in for them and are then replaced by target-counter; no
# periodical has a page or a figure of that size.
_FIRST_STAND_IN = 7_000_000_001
_STYLE = """
.part { break-before: page }
.part.starts-recto { break-before: recto }
.part.starts-verso { break-before: verso }
.folio::after { content: target-counter(attr(data-target), page) }
tr.continued { display: none } /* which stands above the first part of a table as well there */
"""
_ANCHOR = re.compile(r'\bid="([^"]+)"')
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)


def stock_document(composer: Composer) -> str:
    """Return one HTML document of all parts of the composer's issue.

    Picture addresses are relative to the workspace. The rules of the style sheets for ``body.<template>`` apply to the
    element that each part becomes.
    """
    issue = composer.issue
    plans = plan_parts(issue, composer.layout)
    anchors = [name for plan in plans for name in _ANCHOR.findall(composer.compose(plan, 1, {}).html)]
    stand_ins = {anchor: _FIRST_STAND_IN + index for index, anchor in enumerate(anchors)}
    # One page holds all the contents here: nothing tells before the laying out which entries go over to another.
    entries = [composer.anchor(PLACE.format(slug=entry.article.slug)) for entry in issue.entries]
    places = stand_ins | dict.fromkeys(entries, _FIRST_STAND_IN)
    texts = ((plan, composer.compose(plan, 1, places).html) for plan in plans)  # the rest of the contents is empty
    bodies = [
        f'<div class="part {plan.template} starts-{plan.starts}">{_body(html)}</div>' for plan, html in texts if html
    ]
    text = "\n".join(bodies)
    for anchor, number in stand_ins.items():
        text = text.replace(str(number), f'<span class="folio" data-target="#{anchor}"></span>')
    sheets = "\n".join(composer.style_sheets().values()).replace("body.", ".part.")
    publication = issue.publication
    title = f"{publication.name} {issue.label_with_year}"
    authors = "".join(f'<meta name="author" content="{escape(name)}">' for name in publication.organisers)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>{authors}<style>{sheets}{_STYLE}</style>'
    body = text.replace("workspace:", "")
    return f'<!doctype html><html lang="{publication.language}"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _body(html: str) -> str:
    match = _BODY.search(html)
    if match is None:
        raise ValueError("a part without a body")
    return match[1]
