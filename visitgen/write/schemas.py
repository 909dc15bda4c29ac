"""Schemas -> the folder that an editor reads them from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from visitgen.diagnostics import Finding, codes, whole_file
from visitgen.write.refusal import refusal


def write_schemas(folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Writes each schema as `NAME.json`, in the place of an earlier one; what failed.

    Shapes: each file is replaced in one step, so that an editor never reads half of one; other files are left alone.
    Errors: W103.
    """
    for name, schema in schemas.items():
        path = folder / f"{name}.json"
        beside = path.with_suffix(".json.new")
        data = (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if path.is_file() and path.read_bytes() == data:
                continue
            beside.write_bytes(data)
            os.replace(beside, path)
        except OSError as error:
            why, cure = refusal(error)
            cure = cure.replace("choose another folder", "choose another folder with `visitgen schema --output`")
            message = f"this file cannot be written: {why}"
            return (Finding(code=codes.CANNOT_WRITE, message=message, at=whole_file(path.as_posix()), help=cure),)
    return ()
