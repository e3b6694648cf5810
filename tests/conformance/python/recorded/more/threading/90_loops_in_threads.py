# Exercises: an event loop of its own in a thread, get_event_loop there, a loop that runs in the background.
# case: {"main": true}
import asyncio, threading
def worker(out):
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        out.append(f"{type(error).__name__}: {error}")
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    out.append(asyncio.get_event_loop() is loop)
    async def f():
        await asyncio.sleep(0.01)
        return threading.current_thread().name
    out.append(loop.run_until_complete(f()))
    loop.close()
async def main():
    out = []
    t = threading.Thread(target=worker, args=(out,), name="w")
    t.start()
    await asyncio.to_thread(t.join)
    print(out)
    return asyncio.get_running_loop() is asyncio.get_event_loop()
print(asyncio.run(main()))
def background(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()
loop = asyncio.new_event_loop()
t = threading.Thread(target=background, args=(loop,), daemon=True)
t.start()
async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b
print(asyncio.run_coroutine_threadsafe(add(1, 2), loop).result(5))
loop.call_soon_threadsafe(loop.stop)
t.join(5)
print(t.is_alive(), loop.is_running())
mine = asyncio.new_event_loop()
asyncio.set_event_loop(mine)
print(asyncio.get_event_loop() is mine)
