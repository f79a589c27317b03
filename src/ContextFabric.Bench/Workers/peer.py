#!/usr/bin/env python3
"""A subject of `cfabric bench` for the Python engines: Text-Fabric (tf) or Context-Fabric (cf).

    cfabric bench peer-script > peer.py
    cfabric bench latency CORPUS --peer 'tf=python3 peer.py --engine tf'

Needs the engine's package and the standard library. Requests come as JSON objects, one per line, on standard
input; answers go to standard output in the same form. Whatever the engine prints goes to standard error.
"""

import argparse
import gc
import hashlib
import itertools
import json
import os
import platform
import queue
import sys
import threading
import time

STRING_FEATURES = 5
NODES = 50_000
TEXTS = 2_000


class PeerError(Exception):
    """A request that cannot be done."""


class PortableRandom:
    """The generator that all subjects use to choose nodes: 64 bits, of which the upper 31 count."""

    def __init__(self, seed):
        self.state = seed % (1 << 64)

    def next(self, below):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % below


class Peer:
    """The engine, and the corpus that it has open."""

    def __init__(self, engine):
        self.engine = engine
        self.api = None
        self.children = []
        self.leash = None

    # requests

    def hello(self, request):
        del request
        version = self.import_engine()
        ops = ["hello", "open", "first", "touch", "query", "gc", "mem", "exit"]
        if hasattr(os, "fork"):
            ops.append("fork")
        runtime = f"{platform.python_implementation()} {platform.python_version()}"
        name = {"tf": "Text-Fabric", "cf": "Context-Fabric (Python)"}[self.engine]
        return {"name": name, "version": version, "runtime": runtime, "protocol": 1, "ops": ops}

    def open(self, request):
        self.import_engine()
        begin = time.perf_counter()
        fabric = self.fabric_class(locations=request["path"], silent="deep")
        names = request.get("features", "all")
        api = fabric.loadAll(silent="deep") if names == "all" else fabric.load(" ".join(names), silent="deep")
        ms = elapsed(begin)
        if not api:
            raise PeerError(f"{request['path']} cannot be loaded")
        self.api = api
        return {
            "ms": ms,
            "slots": int(api.F.otype.maxSlot),
            "nodes": int(api.F.otype.maxNode),
            "types": len(api.F.otype.all),
            "node_features": len(self.node_features()),
            "edge_features": len(self.edge_features()),
        }

    def first(self, request):
        del request
        api = self.opened()
        names = self.node_features()
        begin = time.perf_counter()
        if names:
            api.Fs(names[0]).v(1)
        lookup_ms = elapsed(begin)
        begin = time.perf_counter()
        found = len(list(itertools.islice(api.S.search(api.F.otype.slotType, silent="deep"), 1)))
        return {"lookup_ms": lookup_ms, "query_ms": elapsed(begin), "count": found}

    def touch(self, request):
        work = {
            "strings": self.touch_strings,
            "walk": self.touch_walk,
            "text": self.touch_text,
            "all": self.touch_all,
        }.get(request.get("kind"))
        if work is None:
            raise PeerError(f"'{request.get('kind')}' is no touch workload")
        self.opened()
        ms, count = work(PortableRandom(request.get("seed") or 1), request.get("nodes"))
        return {"ms": ms, "count": count}

    def query(self, request):
        api = self.opened()
        want = request.get("want") or "full"
        if want not in ("full", "count", "first"):
            raise PeerError(f"want '{want}': full, count, first expected")
        limit = request.get("limit") or (1 if want == "first" else None)
        collections = count_collections()
        begin = time.perf_counter()
        results = api.S.search(request["template"], silent="deep")
        parse_and_plan = elapsed(begin)
        if not api.S.exe.good:
            # both engines print what is wrong and go on as if nothing was found
            return {"error": self.rejection(api.S.exe), "parse_ms": parse_and_plan}
        results = itertools.islice(results, limit)
        rows = None
        if want == "full":
            rows = list(results)
            count = len(rows)
        else:
            count = sum(1 for _ in results)
        answer = {"ms": elapsed(begin), "count": count, "gc_count": count_collections() - collections}
        if rows is not None and request.get("digest"):
            answer["digest"] = digest(rows)
        return answer

    def gc(self, request):
        del request
        begin = time.perf_counter()
        gc.collect()
        gc.collect()
        return {"ms": elapsed(begin)}

    def mem(self, request):
        del request
        return {
            "collections": [generation["collections"] for generation in gc.get_stats()],
            "threads": threading.active_count(),
        }

    def fork(self, request):
        """Children that touch and wait until this process ends."""
        self.opened()
        kind = {"kind": "strings", **request}
        if self.leash is None:
            self.leash = os.pipe()
        ready_read, ready_write = os.pipe()
        pids = []
        for _ in range(int(request["n"])):
            pid = os.fork()
            if pid == 0:
                self.be_child(kind, ready_read, ready_write)
            pids.append(pid)
        self.children.extend(pids)
        os.close(ready_write)
        waiting = len(pids)
        while waiting:
            got = os.read(ready_read, waiting)
            if not got:
                raise PeerError("a forked child ended early")
            waiting -= len(got)
        os.close(ready_read)
        return {"pids": pids}

    def be_child(self, request, ready_read, ready_write):
        """Touches like a worker; no return."""
        code = 1
        try:
            os.close(ready_read)
            os.close(self.leash[1])
            self.touch(request)
            os.write(ready_write, b".")
            os.close(ready_write)
            os.read(self.leash[0], 1)  # until the parent ends
            code = 0
        finally:
            os._exit(code)

    # workloads

    def touch_strings(self, random, nodes):
        del random
        api = self.api
        counted = []
        for name in self.node_features():
            if self.value_type(name) == "str":
                counted.append((-sum(1 for _ in api.Fs(name).items()), name))
        chosen = [(name, self.busiest_type(name)) for _, name in sorted(counted)[:STRING_FEATURES]]
        cap = nodes or NODES
        begin = time.perf_counter()
        count = 0
        for name, (first, last) in chosen:
            value = api.Fs(name).v
            for node in range(first, min(last, first + cap - 1) + 1):
                if value(node) is not None:
                    count += 1
        return elapsed(begin), count

    def touch_walk(self, random, nodes):
        local = self.api.L
        highest = int(self.api.F.otype.maxNode)
        begin = time.perf_counter()
        count = 0
        for _ in range(nodes or NODES):
            node = 1 + random.next(highest)
            count += len(local.u(node)) + len(local.d(node)) + len(local.n(node)) + len(local.p(node))
        return elapsed(begin), count

    def touch_text(self, random, nodes):
        api = self.api
        sections = list(api.T.sectionTypes or ())
        first, last = self.range_of(sections[-1] if sections else api.F.otype.slotType)
        begin = time.perf_counter()
        count = 0
        for _ in range(nodes or TEXTS):
            count += len(api.T.text(first + random.next(last - first + 1)))
        return elapsed(begin), count

    def touch_all(self, random, nodes):
        del random, nodes
        api = self.api
        begin = time.perf_counter()
        count = 0
        for name in self.node_features():
            for _ in api.Fs(name).items():
                count += 1
        for name in self.edge_features():
            for _, targets in api.Es(name).items():
                count += len(targets)
        return elapsed(begin), count

    # the engine

    def import_engine(self):
        if self.engine == "tf":
            from tf.fabric import FabricCore
            from tf.parameters import VERSION

            self.fabric_class = FabricCore
            return VERSION
        import logging

        import cfabric

        logging.getLogger("cfabric").setLevel(logging.ERROR)
        self.fabric_class = cfabric.Fabric
        return cfabric.__version__

    def opened(self):
        if self.api is None:
            raise PeerError("no corpus is open: 'open' has to come first")
        return self.api

    def node_features(self):
        return [name for name in sorted(self.api.Fall()) if name != "otype"]

    def edge_features(self):
        return [name for name in sorted(self.api.Eall()) if name != "oslots"]

    def value_type(self, name):
        meta = getattr(self.api.TF.features.get(name), "metaData", None) or {}
        return meta.get("valueType", "str")

    def range_of(self, node_type):
        first, last = self.api.F.otype.sInterval(node_type)
        return int(first), int(last)

    def busiest_type(self, name):
        """First and last node of the type with most values of a feature."""
        of = self.api.F.otype.v
        counts = {}
        for node, _ in self.api.Fs(name).items():
            node_type = of(int(node))
            counts[node_type] = counts.get(node_type, 0) + 1
        ranges = [(-count, self.range_of(node_type)) for node_type, count in counts.items()]
        return min(ranges)[1] if ranges else (1, 0)

    @staticmethod
    def rejection(exe):
        found = list(getattr(exe, "badSyntax", ())) + list(getattr(exe, "badSemantics", ()))
        lines = [text if line is None else f"line {line + 1}: {text}" for line, text in found]
        return "; ".join(lines) or "the engine rejects the template and does not say why"


def elapsed(begin):
    return (time.perf_counter() - begin) * 1000


def count_collections():
    return sum(generation["collections"] for generation in gc.get_stats())


def digest(rows):
    """SHA-256 of the results as lines of node numbers, sorted by number."""
    tuples = sorted(tuple(int(node) for node in row) for row in rows)
    return hashlib.sha256("".join(",".join(map(str, row)) + "\n" for row in tuples).encode()).hexdigest()


def read_requests(stream, requests):
    """Runs in a thread of its own: when the input ends, nobody waits for an answer any more."""
    for line in stream:
        requests.put(line)
    os._exit(0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=["cf", "tf"], required=True)
    peer = Peer(parser.parse_args().engine)

    # the engines print: only answers may get to standard output
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    requests = queue.Queue()
    stream = os.fdopen(os.dup(0), "r", encoding="utf-8")
    threading.Thread(target=read_requests, args=(stream, requests), daemon=True).start()

    handlers = {op: getattr(peer, op) for op in ("hello", "open", "first", "touch", "query", "gc", "mem", "fork")}
    while True:
        request = {}
        try:
            request = json.loads(requests.get())
            op = request.get("op")
            if op == "exit":
                answer = {}
            elif op in handlers:
                answer = handlers[op](request)
            else:
                raise PeerError(f"'{op}' is no request of this peer")
            answer = {"id": request["id"], "ok": True, **answer}
        except Exception as failure:  # whatever went wrong is an answer
            known = isinstance(failure, PeerError)
            text = str(failure) if known else f"{type(failure).__name__}: {failure}"
            answer = {"id": request.get("id", 0) if isinstance(request, dict) else 0, "ok": False, "error": text}
        answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
        answers.flush()
        if isinstance(request, dict) and request.get("op") == "exit":
            os._exit(0)


if __name__ == "__main__":
    main()
