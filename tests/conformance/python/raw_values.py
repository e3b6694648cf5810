"""Raw memory that a process is given: what it writes counts, also where that is 0."""
from multiprocessing import Process, RawArray, RawValue


def write(number, numbers):
    number.value = 234
    numbers[0] = 0


if __name__ == "__main__":
    number, numbers = RawValue("h", -232), RawArray("i", [7, 5])
    process = Process(target=write, args=(number, numbers))
    process.start()
    process.join()
    print(number.value, list(numbers))
