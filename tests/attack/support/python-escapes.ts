/**
 * A Python program that tries every way out, in the driver and in a worker of a pool. `BASE` is the address of a server that counts
 * requests, without its scheme. It prints one line for each way: where, its name, and what came of it.
 */
export const PYTHON_ESCAPES = (base: string): string => `
import asyncio, ctypes, gc, json, os, pickle, socket, subprocess, sys, types, urllib.request
import js, pyodide, pyodide_js, pyodide.http
from pyodide.ffi import create_proxy, to_js
from multiprocessing import Pool

BASE = ${JSON.stringify(base)}
HTTP = "http://" + BASE
HOST, PORT = BASE.split(":")[0], int(BASE.split(":")[1])

def connect():
    s = socket.create_connection((HOST, PORT), timeout=1)
    s.sendall(b"GET /socket HTTP/1.1\\r\\n\\r\\n")
    return s.recv(10)

def datagram():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    return s.sendto(b"secret", (HOST, PORT))

def library():
    with open("/tmp/stolen.so", "wb") as file: file.write(b"\\0asm\\1\\0\\0\\0")
    return ctypes.CDLL("/tmp/stolen.so")

def frames():
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_globals.values()) + list(frame.f_locals.values()):
            if type(value).__name__ == "JsProxy" and hasattr(value, "fetch"):
                return value.fetch(HTTP + "/frames")
        frame = frame.f_back
    raise LookupError("nothing")

def collected():
    for value in gc.get_objects():
        if type(value).__name__ == "JsProxy" and hasattr(value, "constructor"):
            return value.constructor.constructor.new("return fetch('" + HTTP + "/gc')")()
    raise LookupError("nothing")

class Executed:
    def __reduce__(self): return (js.fetch, (HTTP + "/pickle",))

class Evaluated:
    def __reduce__(self): return (eval, ("__import__('urllib.request').request.urlopen('" + HTTP + "/evaluated').read()",))

async def opened(target, good):
    done = asyncio.get_event_loop().create_future()
    target.addEventListener(good, create_proxy(lambda event: done.done() or done.set_result(good)))
    target.addEventListener("error", create_proxy(lambda event: done.done() or done.set_exception(OSError("error"))))
    return await done

async def timed():
    js.setTimeout("globalThis.timed = 1", 0)
    await asyncio.sleep(0.05)
    if not hasattr(js, "timed"): raise RuntimeError("the text did not run")

async def package():
    loaded = await pyodide_js.loadPackage(HTTP + "/package.whl")
    if not len(loaded): raise LookupError("no package")
    return loaded

def request():
    sent = js.XMLHttpRequest.new()
    sent.open("GET", HTTP + "/xhr", False)
    sent.send()
    return sent.responseText

def script(text): return js.URL.createObjectURL(js.Blob.new(to_js([text])))
def options(**given): return to_js(given, dict_converter=js.Object.fromEntries)

WAYS = {
    "js.fetch": lambda: js.fetch(HTTP + "/fetch"),
    "js.fetch without cors": lambda: js.fetch(HTTP + "/no-cors", mode="no-cors", method="POST", body="secret"),
    "js.XMLHttpRequest": request,
    "js.WebSocket": lambda: opened(js.WebSocket.new("ws://" + BASE + "/socket"), "open"),
    "js.EventSource": lambda: opened(js.EventSource.new(HTTP + "/events"), "open"),
    "js.importScripts": lambda: js.importScripts(HTTP + "/scripts"),
    "js.FontFace": lambda: js.FontFace.new("stolen", "url(" + HTTP + "/font)").load(),
    "js.navigator.sendBeacon": lambda: js.navigator.sendBeacon(HTTP + "/beacon", "secret"),
    "js.Worker": lambda: opened(js.Worker.new(HTTP + "/worker"), "message"),
    "js.Worker of a blob": lambda: opened(js.Worker.new(script("postMessage(1)")), "message"),
    "js.SharedWorker": lambda: js.SharedWorker.new(script("")),
    "js.BroadcastChannel": lambda: js.BroadcastChannel.new("fanout").postMessage("secret"),
    "js.indexedDB": lambda: opened(js.indexedDB.open("stolen"), "success"),
    "js.caches": lambda: js.caches.open("stolen"),
    "js.navigator.storage": lambda: js.navigator.storage.getDirectory(),
    "js.navigator.locks": lambda: js.navigator.locks.request("x", create_proxy(lambda lock: "held")),
    "js.localStorage": lambda: js.localStorage.length,
    "js.document": lambda: js.document.cookie,
    "js.parent": lambda: js.parent.document,
    "js.eval": lambda: js.eval("1 + 1"),
    "js.Function": lambda: js.Function.new("return 1")(),
    "a timer with text": timed,
    "js.WebAssembly": lambda: js.WebAssembly.compile(to_js(b"\\0asm\\1\\0\\0\\0")),
    "run_js": lambda: pyodide.code.run_js("1 + 1"),
    "open_url": lambda: pyodide.http.open_url(HTTP + "/open-url").read(),
    "pyfetch": lambda: pyodide.http.pyfetch(HTTP + "/pyfetch"),
    "loadPackage": package,
    "IDBFS": lambda: (pyodide_js.FS.mkdirTree("/stolen"), pyodide_js.FS.mount(pyodide_js.FS.filesystems.IDBFS, options(), "/stolen"), js.Promise.new(create_proxy(lambda done, failed: pyodide_js.FS.syncfs(True, create_proxy(lambda error: failed(error) if error else done("synced"))))))[2],
    "urllib": lambda: urllib.request.urlopen(HTTP + "/urllib", timeout=1).read(),
    "a socket": connect,
    "a datagram": datagram,
    "a library": library,
    "a process": lambda: subprocess.run(["curl", HTTP]),
    "os.system": lambda: os.system("curl " + HTTP + "/system") and (_ for _ in ()).throw(OSError("no shell")),
    "os.fork": lambda: os.fork(),
    "frames": frames,
    "objects of the collector": collected,
    "a pickle that calls": lambda: pickle.loads(pickle.dumps(Evaluated())),
    "a file of the machine": lambda: open("/etc/passwd").read(),
}

async def try_all(where):
    for name, way in WAYS.items():
        try:
            found = way()
            if hasattr(found, "__await__"):
                found = await asyncio.wait_for(found, 0.7)
            text = "reached: " + str(found)[:100]
        except BaseException as error:
            text = type(error).__name__ + ": " + str(error)[:200]
        print(json.dumps([where, name, text]))

def away(_):
    asyncio.run(try_all("away"))

if __name__ == "__main__":
    asyncio.run(try_all("here"))
    with Pool(1) as pool:
        pool.map(away, [0])
`;
