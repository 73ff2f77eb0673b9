"""The tenth set: changes of the sample issues."""

from tests.regression.scoring.edited_issues import changes_in

TENTH = changes_in("tenth.yaml")
