"""Keys of partitions: what a run is about, of what a job or an asset is divided into."""

from datetime import UTC, datetime, timedelta, tzinfo
from itertools import product
from typing import NamedTuple

from .. import check
from ..errors import (
    DagsterInvalidDefinitionError,
    DagsterInvalidInvocationError,
    DagsterUnknownPartitionError,
)

_BAD = ("...", "\a", "\b", "\f", "\n", "\r", "\t", "\v", "\0")
_DATE = "%Y-%m-%d"
_HOUR = "%Y-%m-%d-%H:%M"


class TimeWindow(NamedTuple):
    start: datetime
    end: datetime


class PartitionKeyRange(NamedTuple):
    start: str
    end: str


class MultiPartitionKey(str):
    """The keys of several dimensions, which are in the order of their names."""

    def __new__(cls, keys_by_dimension):
        ordered = dict(sorted(check.mapping(keys_by_dimension, "keys_by_dimension").items()))
        made = str.__new__(cls, "|".join(ordered.values()))
        made.keys_by_dimension = ordered
        return made

    def __reduce__(self):
        return MultiPartitionKey, (self.keys_by_dimension,)


class PartitionsDefinition:
    def get_partition_keys(self, current_time=None, dynamic_partitions_store=None):
        raise NotImplementedError

    def get_first_partition_key(self, *_, **__):
        return next(iter(self.get_partition_keys()), None)

    def get_last_partition_key(self, *_, **__):
        return next(reversed(self.get_partition_keys()), None)

    def get_num_partitions(self, *_, **__):
        return len(self.get_partition_keys())

    def has_partition_key(self, partition_key, *_, **__):
        return partition_key in self.get_partition_keys()

    def get_partition_keys_in_range(self, partition_key_range, *_, **__):
        keys = self.get_partition_keys()
        for key in partition_key_range:
            self.known(key)
        return keys[keys.index(partition_key_range.start) : keys.index(partition_key_range.end) + 1]

    def known(self, key, instance=None):
        """The key as this definition knows it. @raises DagsterUnknownPartitionError"""
        keys = self.get_partition_keys(dynamic_partitions_store=instance)
        found = next((each for each in keys if each == key), None)
        if found is None:
            raise DagsterUnknownPartitionError(f"Could not find a partition with key `{key}`.")
        return found

    def window_of(self, key):
        """Of a key that is known. None where it stands for no time."""
        return

    def tags_of(self, key):
        return {"dagster/partition": key}

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(type(self))


class StaticPartitionsDefinition(PartitionsDefinition):
    def __init__(self, partition_keys):
        keys = list(partition_keys)
        for key in keys:
            if not isinstance(key, str):
                raise check.CheckError(
                    f"Member of sequence mismatches type. Expected <class 'str'>. Got {key!r} of type {type(key)}."
                )
            if bad := [each for each in _BAD if each in key]:
                raise DagsterInvalidDefinitionError(f"{bad} are invalid substrings in a partition key")
        if twice := [key for at, key in enumerate(keys) if key in keys[:at]]:
            raise DagsterInvalidDefinitionError(
                f"Partition keys must be unique. Duplicate instances of partition keys: {twice}."
            )
        self._keys = keys

    def get_partition_keys(self, *_, **__):
        return list(self._keys)

    def __str__(self):
        return ", ".join(f"'{key}'" for key in self._keys)

    def __repr__(self):
        return f"{type(self).__name__}(partition_keys={self._keys})"


class DynamicPartitionsDefinition(PartitionsDefinition):
    """Keys that an instance is given while programs run."""

    def __init__(self, partition_fn=None, name=None):
        check.invariant(partition_fn is None, "Fanout's Dagster has no `partition_fn`: leave it out.")
        self.name = check.text(name, "name")

    def get_partition_keys(self, current_time=None, dynamic_partitions_store=None):
        if dynamic_partitions_store is None:
            check.failed(
                "The instance is not available to load partitions. Try wrapping the call in `with "
                "partition_loading_context` with an instance set. This error may also indicate a Dagster framework "
                "error where an instance was not properly threaded down a call stack."
            )
        return dynamic_partitions_store.get_dynamic_partitions(self.name)

    def build_add_request(self, partition_keys):
        raise NotImplementedError("`build_add_request` is for sensors, which need a server.")


class TimeWindowPartitionsDefinition(PartitionsDefinition):
    """@param windows of a length, from a time on @param zone name of a time zone"""

    def __init__(self, start_date, end_date, zone, fmt, end_offset, windows):
        self.fmt = fmt
        self.end_offset = end_offset
        self.timezone = zone or "UTC"
        self._zone = _zone_of(zone)
        self.start = self._time(start_date)
        self.end = None if end_date is None else self._time(end_date)
        self._windows = windows

    def _time(self, date):
        if isinstance(date, str):
            try:
                date = datetime.strptime(date, self.fmt)
            except ValueError:
                raise ValueError(f"time data {date!r} does not match format '{self.fmt}%z'") from None
        if not isinstance(date, datetime):
            raise check.ParameterCheckError(
                f'Param "start_ts" is not a TimestampWithTimezone. Got {date!r} which is type {type(date)}.'
            )
        return date.replace(tzinfo=self._zone) if date.tzinfo is None else date

    def _all(self, current_time=None):
        last = self.end or current_time or datetime.now(UTC)
        found, more = [], self.end_offset
        for window in self._windows.since(self.start):
            if window.end > last:
                if more <= 0:
                    break
                more -= 1
            found.append(window)
        return found[: len(found) + min(0, self.end_offset)]

    def get_partition_keys(self, current_time=None, dynamic_partitions_store=None):
        return [window.start.strftime(self.fmt) for window in self._all(current_time)]

    def get_partition_keys_in_range(self, partition_key_range, *_, **__):
        first, last = partition_key_range
        return [key for key in self.get_partition_keys() if first <= key <= last]

    def time_window_for_partition_key(self, partition_key):
        for window in self._all():
            if window.start.strftime(self.fmt) == partition_key:
                return window
        raise DagsterUnknownPartitionError(f"Could not find a partition with key `{partition_key}`.")

    def window_of(self, key):
        return self.time_window_for_partition_key(key)

    def start_time_for_partition_key(self, partition_key):
        return self.time_window_for_partition_key(partition_key).start

    def __str__(self):
        return f"{self._windows.name}, starting {self.start.strftime(self.fmt)} {self.timezone}."


class _Windows:
    """Windows of one length. @param first the first start at or after a time @param step the next start"""

    def __init__(self, name, first, step):
        self.name = name
        self._first = first
        self._step = step

    def since(self, start):
        begin = self._first(start)
        while True:
            end = self._step(begin)
            yield TimeWindow(begin, end)
            begin = end

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)


def _zone_of(name) -> tzinfo:
    if name in (None, "UTC"):
        return UTC
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except Exception:
        raise NotImplementedError(
            f"Fanout's Python knows no time zones but UTC: leave `timezone={name!r}` out to run the program here."
        ) from None


def _after(start, **fields):
    """A time of the day or the hour, at or after `start`. @param fields as of `datetime.replace`"""
    return start.replace(**{"second": 0, "microsecond": 0, **fields})


def _every(days, start, at, hour, minute):
    first = _after(start, hour=hour, minute=minute)
    if days == 7:
        # 0 is Sunday.
        first += timedelta((at - (first.weekday() + 1)) % 7)
    return first if first >= start else first + timedelta(days)


class HourlyPartitionsDefinition(TimeWindowPartitionsDefinition):
    def __init__(self, start_date, end_date=None, minute_offset=0, timezone=None, fmt=None, end_offset=0, **_):
        hour = timedelta(hours=1)

        def first(start):
            made = _after(start, minute=minute_offset)
            return made if made >= start else made + hour

        windows = _Windows("Hourly", first, lambda begin: begin + hour)
        super().__init__(start_date, end_date, timezone, fmt or _HOUR, end_offset, windows)


class DailyPartitionsDefinition(TimeWindowPartitionsDefinition):
    def __init__(
        self, start_date, end_date=None, minute_offset=0, hour_offset=0, timezone=None, fmt=None, end_offset=0, **_
    ):
        day = timedelta(1)
        windows = _Windows(
            "Daily", lambda start: _every(1, start, 0, hour_offset, minute_offset), lambda begin: begin + day
        )
        super().__init__(start_date, end_date, timezone, fmt or _DATE, end_offset, windows)


class WeeklyPartitionsDefinition(TimeWindowPartitionsDefinition):
    def __init__(
        self,
        start_date,
        end_date=None,
        minute_offset=0,
        hour_offset=0,
        day_offset=0,
        timezone=None,
        fmt=None,
        end_offset=0,
        **_,
    ):
        week = timedelta(7)
        windows = _Windows(
            "Weekly", lambda start: _every(7, start, day_offset, hour_offset, minute_offset), lambda begin: begin + week
        )
        super().__init__(start_date, end_date, timezone, fmt or _DATE, end_offset, windows)


class MonthlyPartitionsDefinition(TimeWindowPartitionsDefinition):
    def __init__(
        self,
        start_date,
        end_date=None,
        minute_offset=0,
        hour_offset=0,
        day_offset=1,
        timezone=None,
        fmt=None,
        end_offset=0,
        **_,
    ):
        def next_month(begin):
            year, month = divmod(begin.year * 12 + begin.month, 12)
            return begin.replace(year=year, month=month + 1)

        def first(start):
            made = _after(start, day=day_offset, hour=hour_offset, minute=minute_offset)
            return made if made >= start else next_month(made)

        windows = _Windows("Monthly", first, next_month)
        super().__init__(start_date, end_date, timezone, fmt or _DATE, end_offset, windows)


class MultiPartitionsDefinition(PartitionsDefinition):
    """@param partitions_defs two definitions, by the names of their dimensions"""

    def __init__(self, partitions_defs):
        self.partitions_defs = dict(sorted(partitions_defs.items()))
        if (count := len(self.partitions_defs)) != 2:
            raise DagsterInvalidInvocationError(
                "Dagster currently only supports multi-partitions definitions with 2 partitions definitions. Your "
                f"multi-partitions definition has {count} partitions definitions."
            )

    def get_partition_keys(self, current_time=None, dynamic_partitions_store=None):
        lists = [
            each.get_partition_keys(current_time=current_time, dynamic_partitions_store=dynamic_partitions_store)
            for each in self.partitions_defs.values()
        ]
        return [MultiPartitionKey(dict(zip(self.partitions_defs, keys, strict=True))) for keys in product(*lists)]

    def window_of(self, key):
        windows = [each.window_of(key.keys_by_dimension[name]) for name, each in self.partitions_defs.items()]
        return next((window for window in windows if window is not None), None)

    def tags_of(self, key):
        return {"dagster/partition": key, **{f"dagster/partition/{k}": v for k, v in key.keys_by_dimension.items()}}
