"""Says in a pull or merge request what moved on paper: one comment, found again by a hidden mark, and renewed.

For GitHub, Gitea, Forgejo and GitLab; the workflows beside it call it as `python comment.py CODE`, with the exit code
of `kanben proof check`. Where nothing differs it renews a comment that there is, and makes none.
"""

import json
import os
import sys
import urllib.request
from pathlib import Path

MARK = "<!-- kanben-proof -->"
SUMMARY = Path("out/proof/summary.md")
LONGEST = 60_000  # characters: GitHub takes some more
MOST_PAGES = 50  # of a hundred comments


class Forge:
    """Where comments are read and written: *comments* is the address of all of them, *one* begins that of one."""

    def __init__(self, environment):
        if environment.get("GITLAB_CI"):
            request = "projects/{CI_PROJECT_ID}/merge_requests/{CI_MERGE_REQUEST_IID}/notes".format(**environment)
            self.comments = self.one = f"{environment['CI_API_V4_URL']}/{request}"
            self.headers, self.change = {"PRIVATE-TOKEN": environment["KANBEN_TOKEN"]}, "PUT"
        else:
            issues = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/issues"
            self.comments, self.one = f"{issues}/{environment['PULL']}/comments", f"{issues}/comments"
            self.headers, self.change = {"Authorization": f"Bearer {environment['TOKEN']}"}, "PATCH"

    def call(self, method, address, rows=None):
        """What the forge answers."""
        data = None if rows is None else json.dumps(rows).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"} | self.headers
        request = urllib.request.Request(address, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def find(self):
        """The number of the comment with the mark; None if there is none. What a person wrote is left alone."""
        seen = set()
        for page in range(1, MOST_PAGES + 1):
            rows = self.call("GET", f"{self.comments}?per_page=100&limit=100&page={page}")
            for row in rows:
                is_person = (row.get("user") or {}).get("type") == "User"  # only GitHub says so
                if row["body"].startswith(MARK) and not is_person:
                    return row["id"]
            numbers = {row["id"] for row in rows}
            if len(rows) < 100 or numbers <= seen:  # Gitea gives all at once
                return None
            seen |= numbers
        return None


def main(code):
    """Write or renew the comment."""
    text = SUMMARY.read_text(encoding="utf-8")
    if len(text) > LONGEST:
        text = text[:LONGEST] + "\n\n… The rest is in the reports."
    reports = os.environ.get("REPORTS", "")
    body = "\n\n".join(filter(None, (MARK, text, f"[Reports]({reports})" if reports else "")))
    forge = Forge(os.environ)
    number = forge.find()
    if number is not None:
        forge.call(forge.change, f"{forge.one}/{number}", {"body": body})
    elif code:
        forge.call("POST", forge.comments, {"body": body})


if __name__ == "__main__":
    main(int(sys.argv[1]))
