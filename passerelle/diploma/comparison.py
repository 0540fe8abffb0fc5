"""Where two JSON documents differ, by the path of each field."""

from __future__ import annotations

from collections.abc import Iterator


def differences(before: object, after: object) -> tuple[str, ...]:
    """The paths that are changed, added or removed: `/credentialSubject/identifier/0/name`.

    >>> differences({"a": [1, 2], "b": 3}, {"a": [1, 4], "c": 3})
    ('/a/1', '/b', '/c')
    """
    return tuple(_walk(before, after, ""))


def _walk(before: object, after: object, path: str) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            if key in before and key in after:
                yield from _walk(before[key], after[key], f"{path}/{key}")
            else:
                yield f"{path}/{key}"
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _walk(one, other, f"{path}/{place}")
    elif before != after:
        yield path or "/"
