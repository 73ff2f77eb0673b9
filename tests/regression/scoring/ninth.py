"""The ninth set: changes of the sample issues."""

from tests.regression.scoring.edited_issues import changes_in

NINTH = changes_in("ninth.yaml")
