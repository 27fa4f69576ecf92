"""The lecture's mini-project in Flask. VARIANT breaks it in one of the ways that students do."""

import math
import os

from flask import Flask, jsonify, request

app = Flask(__name__)
variant = os.environ.get("VARIANT", "right")


@app.route("/name")
def name():
    if variant == "html":
        return "<!doctype html><html><title>My server</title><h1>Ada Lovelace</h1></html>"
    return jsonify({"name": "Ada Lovelace"})


@app.route("/hi/<person>" if variant == "route" else "/hello/<person>")
def hello(person):
    greeting = "hello there" if variant == "wording" else "Hello there"
    return jsonify({"message": f"{greeting}, {person}"})


@app.route("/distance", methods=["POST"])
def distance():
    body = request.get_json()
    a, b = body["a"], body["b"]
    if variant == "raises":
        return jsonify({"distance": sqrt((a[0] - b[0]) ** 2)})  # noqa: F821
    length = math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
    if variant == "formula":
        length = math.sqrt(abs(a[0] - b[0]) + abs(a[1] - b[1]))
    if variant == "hardcoded":
        length, a, b = math.sqrt(13), [2, 4], [5, 6]
    if variant == "string":
        length = str(length)
    if variant == "fields":
        return jsonify({"distance": length})
    return jsonify({"distance": length, "a": a, "b": b})
