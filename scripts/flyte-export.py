"""Runs the export script of docs/import.md with the installed flyte package, against a service that answers from a file.

    python scripts/flyte-export.py RECORD.json FOLDER

The answers are made with flyte's own protobuf classes, in pages. Writes RUN.json into the folder, as the script does.
"""
import json
import os
import pathlib
import sys
import types

import flyte
import flyte.remote._action as actions
from flyteidl2.workflow import run_definition_pb2, run_service_pb2
from google.protobuf.json_format import ParseDict

DOCS = pathlib.Path(__file__).parent.parent / "docs" / "import.md"
PAGE = 7


def export_script() -> str:
    section = DOCS.read_text().split("\n## Flyte 2\n")[1].split("\n## ")[0]
    return "\n".join(line[4:] for line in section.splitlines() if line.startswith("    ") or line == "")


class RunService:
    def __init__(self, details):
        self.details = details

    async def list_actions(self, request, **_):
        start = int(request.request.token or 0)
        page = self.details[start:start + PAGE]
        more = start + PAGE < len(self.details)
        return run_service_pb2.ListActionsResponse(
            actions=[run_definition_pb2.Action(id=each.id, metadata=each.metadata, status=each.status) for each in page],
            token=str(start + PAGE) if more else "",
        )

    async def get_action_details(self, request, **_):
        found = next(each for each in self.details if each.id.name == request.action_id.name)
        return run_service_pb2.GetActionDetailsResponse(details=found)


def main(record: str, folder: str) -> None:
    recorded = json.loads(pathlib.Path(record).read_text())["actions"]
    details = [ParseDict(each, run_definition_pb2.ActionDetails()) for each in recorded]
    client = types.SimpleNamespace(run_service=RunService(details))
    actions.get_client = lambda: client
    actions.ensure_client = lambda: None
    actions.get_init_config = lambda: types.SimpleNamespace(org="acme", project="demo", domain="development")
    flyte.init_from_config = lambda *_, **__: None
    script = compile(export_script(), str(DOCS), "exec")
    os.chdir(folder)
    sys.argv = ["export", details[0].id.run.name]
    exec(script, {"__name__": "__main__"})
    print(f"flyte {flyte.__version__}: {len(details)} actions exported")


main(*sys.argv[1:])
