"""What SARIF 2.1.0 asks of the properties that infogen writes, as a JSON Schema: names that the
standard does not have, lacking ones and wrong values are found. The clauses are those of the
standard (OASIS, 2020).
"""

from typing import Any


def thing(needed: str = "", **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": needed.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def several(items: dict[str, Any], **limits: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **limits}


TEXT = {"type": "string"}
FROM_ONE = {"type": "integer", "minimum": 1}
BAG = {"type": "object"}

RULE = thing("id", id=TEXT)  # 3.49
DRIVER = thing("name", name=TEXT, version=TEXT, rules=several(RULE, uniqueItems=True))  # 3.19
REGION = thing("", startLine=FROM_ONE, startColumn=FROM_ONE)  # 3.30
FILE = thing("uri", uri={"type": "string", "format": "uri-reference"})  # 3.4
PLACE = thing("artifactLocation", artifactLocation=FILE, region=REGION)  # 3.29
SUPPRESSION = thing("kind", kind={"enum": ["inSource", "external"]}, justification=TEXT)  # 3.35
RELATED = thing(  # 3.28
    "physicalLocation",
    id={"type": "integer", "minimum": -1},
    physicalLocation=PLACE,
    message=thing("text", text={"type": "string", "minLength": 1}),
)
RESULT = thing(  # 3.27
    "ruleId ruleIndex level message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level={"enum": ["none", "note", "warning", "error"]},
    message=thing("text", text={"type": "string", "minLength": 1}),  # 3.11
    locations=several(thing("physicalLocation", physicalLocation=PLACE)),  # 3.28
    relatedLocations=several(RELATED, uniqueItems=True),
    suppressions=several(SUPPRESSION, uniqueItems=True),
    properties=BAG,  # 3.8
)
RUN = thing(  # 3.14
    "tool columnKind results",
    tool=thing("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=several(RESULT),
)
LOG = thing(  # 3.13
    "version runs",
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=several(RUN, minItems=1),
)
