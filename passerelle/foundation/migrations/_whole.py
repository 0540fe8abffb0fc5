"""A part's models made in one step.

Django renders every related model again after each CreateModel: a hundred models that all lead to
a person cost a fresh database ten seconds. Here the state is told of all first, and drawn once."""

from __future__ import annotations

from django.db.migrations.operations.base import Operation


class CreateModels(Operation):
    """Several `CreateModel` as one: the tables follow in the order given."""

    reduces_to_sql = True
    reversible = True
    serialization_expand_args = ["models"]

    def __init__(self, models):
        self.models = models

    def deconstruct(self):
        return (self.__class__.__name__, [], {"models": self.models})

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for each in reversed(self.models):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create " + ", ".join(each.name for each in self.models)
