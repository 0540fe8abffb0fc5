"""The one migration of each part, written afresh while nothing is installed anywhere.

`makemigrations` adds each constraint and each reference as a step of its own, and a fresh
database then builds every model again for each: here a part's models are made whole, in one step.
Usage: tools/first_migrations.py [PART…]; once something is installed, use makemigrations."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = (
    "foundation",
    "people",
    "programme",
    "campus",
    "datathon",
    "simulation",
    "jury",
    "diploma",
)


def main(parts: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings")
    import django

    django.setup()
    from django.utils import translation

    translation.deactivate_all()  # labels are kept as they are written
    for part in parts or PARTS:
        path = ROOT / "passerelle" / part / "migrations" / "0001_initial.py"
        path.write_text(_written(part))
        print(path.relative_to(ROOT))
    return 0


def _written(part: str) -> str:
    from django.apps import apps
    from django.db.migrations import Migration, swappable_dependency
    from django.db.migrations.writer import MigrationWriter

    models = list(apps.get_app_config(part).get_models(include_auto_created=False))
    elsewhere = {each for model in models for each in _referred(model).values()} - set(models)
    dependencies = {
        swappable_dependency("people.Person")
        if each._meta.label == "people.Person"
        else (each._meta.app_label, _last_migration(each._meta.app_label))
        for each in elsewhere
    }
    migration = type("Migration", (Migration,), {})("0001_initial", part)
    migration.initial = True
    migration.dependencies = sorted(dependencies, key=str)
    migration.operations = _operations(models)
    return MigrationWriter(migration, include_header=False).as_string()


def _operations(models: list[type]) -> list[object]:
    """Each model after those it refers to; of two that refer to each other, one waits a field."""
    from django.db.migrations import AddField, CreateModel
    from django.db.migrations.state import ModelState

    from passerelle.foundation.migrations._whole import CreateModels

    made: set[type] = set()
    whole: list[object] = []
    late: list[object] = []
    while waiting := [model for model in models if model not in made]:
        missing = {model: _missing(model, waiting) for model in waiting}
        model = min(waiting, key=lambda each: (len(missing[each]), models.index(each)))
        state = ModelState.from_model(model)
        fields = [
            (name, field) for name, field in state.fields.items() if name not in missing[model]
        ]
        whole.append(CreateModel(state.name, fields, state.options, state.bases, state.managers))
        late += [AddField(state.name, name, state.fields[name]) for name in missing[model]]
        made.add(model)
    return [CreateModels(models=whole), *late]


def _missing(model: type, waiting: list[type]) -> list[str]:
    found = _referred(model).items()
    return [name for name, other in found if other in waiting and other is not model]


def _referred(model: type) -> dict[str, type]:
    """The models that a model's own fields refer to, by the field's name."""
    return {
        field.name: field.related_model
        for field in model._meta.get_fields()  # type: ignore[attr-defined]  # a model
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
    }


def _last_migration(label: str) -> str:
    from django.db.migrations.loader import MigrationLoader

    return max(name for app, name in MigrationLoader(None).disk_migrations if app == label)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
