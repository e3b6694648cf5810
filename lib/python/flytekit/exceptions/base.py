"""What all of flytekit's exceptions have in common."""


class _Coded(type):
    @property
    def error_code(cls):
        return cls._ERROR_CODE


class FlyteException(Exception, metaclass=_Coded):
    _ERROR_CODE = "UnknownFlyteException"

    def __init__(self, *args, timestamp=None):
        super().__init__(*args)
        self._timestamp = timestamp

    @property
    def timestamp(self):
        return self._timestamp

    def __str__(self):
        text = f"error={','.join(self.args) if self.args else 'None'}"
        if self.__cause__:
            text += f", cause={self.__cause__}"
        return f"{self._ERROR_CODE}: {text}"


class FlyteRecoverableException(FlyteException):
    _ERROR_CODE = "RecoverableFlyteException"
