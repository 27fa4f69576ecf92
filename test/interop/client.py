"""The lecture's client: calls every endpoint of a server and prints the answers."""

import json
import sys

import requests

server = sys.argv[1]


def show(response):
    response.raise_for_status()
    print(response.status_code, json.dumps(response.json(), separators=(",", ":")))


show(requests.get(server + "/name", timeout=10))
show(requests.get(server + "/hello/Grace Hopper", timeout=10))
show(requests.post(server + "/distance", json={"a": [2, 4], "b": [5, 6]}, timeout=10))
show(requests.post(server + "/distance", json={"a": [0, 0], "b": [0.3, 0.4]}, timeout=10))
