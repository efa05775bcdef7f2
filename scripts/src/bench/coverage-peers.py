"""What Shapely and networkx need for the same questions; started by coverage.ts, one JSON command a line, one answer a line."""
import json
import math
import sys
import time
import warnings

warnings.simplefilter("ignore")


def lit(path):
    """Lit metres a road: buffers of the lamps near each road (8 segments a quarter), joined, cut with the road; planar metres."""
    from shapely.geometry import LineString, Point
    from shapely.ops import unary_union
    from shapely.strtree import STRtree

    data = json.load(open(path))
    scale = math.cos(math.radians(21.9)) * 111320.0
    flat = lambda place: (place[0] * scale, place[1] * 110700.0)
    roads = [LineString([flat(place) for place in road]) for road in data["roads"]]
    lamps = [Point(flat(place)) for place in data["lamps"]]
    start = time.perf_counter()
    tree = STRtree(lamps)
    total = 0.0
    for road in roads:
        near = [lamp.buffer(data["reach"], 8) for lamp in tree.query(road.buffer(data["reach"], 2))]
        if near:
            total += road.intersection(unary_union(near)).length
    return {"milliseconds": (time.perf_counter() - start) * 1000, "value": total}


def matrix(path):
    """Costs from some nodes to others by networkx, one search a start."""
    import networkx

    data = json.load(open(path))
    graph = networkx.Graph()
    graph.add_nodes_from(range(data["nodes"]))
    graph.add_weighted_edges_from(zip(data["from"], data["to"], data["costs"]))
    start = time.perf_counter()
    total = 0.0
    for post in data["starts"]:
        lengths = networkx.single_source_dijkstra_path_length(graph, post)
        total += sum(lengths.get(end, 0.0) for end in data["ends"])
    return {"milliseconds": (time.perf_counter() - start) * 1000, "value": total}


for line in sys.stdin:
    command = json.loads(line)
    try:
        answer = {"lit": lit, "matrix": matrix}[command["question"]](command["path"])
    except ImportError as error:
        answer = {"missing": str(error)}
    print(json.dumps(answer), flush=True)
