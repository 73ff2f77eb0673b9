"""The eighth set: changes of the sample issues."""

from tests.regression.scoring.edited_issues import changes_in

EIGHTH = changes_in("eighth.yaml")
