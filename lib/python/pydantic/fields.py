"""Fields of models."""

MISSING = type("PydanticUndefined", (), {"__repr__": lambda _: "PydanticUndefined", "__bool__": lambda _: False})()


class FieldInfo:
    """@param bounds pairs of a bound's name (`ge`, `max_length`) and its value"""

    def __init__(
        self, default=MISSING, default_factory=None, description=None, alias=None, bounds=(), discriminator=None
    ):
        self.default = default
        self.default_factory = default_factory
        self.description = description
        self.alias = alias
        self.bounds = tuple(bounds)
        # The field of the models of a union that says which of them a dict is.
        self.discriminator = discriminator
        self.annotation = None

    def is_required(self):
        return self.default is MISSING and self.default_factory is None

    def get_default(self, call_default_factory=True):
        return self.default if self.default_factory is None else self.default_factory()


def Field(
    default=MISSING,
    *,
    default_factory=None,
    description=None,
    alias=None,
    gt=None,
    ge=None,
    lt=None,
    le=None,
    min_length=None,
    max_length=None,
    pattern=None,
    discriminator=None,
    **_,
):
    given = {
        "gt": gt,
        "ge": ge,
        "lt": lt,
        "le": le,
        "min_length": min_length,
        "max_length": max_length,
        "pattern": pattern,
    }
    bounds = [(name, value) for name, value in given.items() if value is not None]
    default = MISSING if default is ... else default
    return FieldInfo(default, default_factory, description, alias, bounds, discriminator)


class PrivateAttr:
    """A default of what is no field."""

    def __init__(self, default=MISSING, *, default_factory=None, **_):
        self._default = default
        self._factory = default_factory

    def make(self):
        return self._factory() if self._factory else self._default
