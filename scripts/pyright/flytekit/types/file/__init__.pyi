import os
from contextlib import AbstractContextManager
from typing import Any

class FlyteFile(os.PathLike[str]):
    path: str
    def __init__(self, path: Any, remote_path: Any = None) -> None: ...
    def __class_getitem__(cls, item: Any) -> type[FlyteFile]: ...
    def __fspath__(self) -> str: ...
    def download(self) -> str: ...
    def open(self, mode: str = "r") -> AbstractContextManager[Any]: ...
    @classmethod
    def new(cls, filename: str) -> FlyteFile: ...

CSVFile = FlyteFile
HDF5EncodedFile = FlyteFile
HTMLPage = FlyteFile
JPEGImageFile = FlyteFile
JoblibSerializedFile = FlyteFile
PDFFile = FlyteFile
PNGImageFile = FlyteFile
PythonNotebook = FlyteFile
PythonPickledFile = FlyteFile
SVGImageFile = FlyteFile
