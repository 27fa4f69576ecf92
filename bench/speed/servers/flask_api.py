"""The API in Flask, as the lecture writes it."""

from math import sqrt

from flask import Flask, Response, jsonify, request

app = Flask(__name__)


@app.get("/")
def index():
    return Response("Hello, world", mimetype="text/plain")


@app.get("/hello/<name>")
def hello(name):
    return jsonify(message=f"Hello there, {name}")


@app.post("/distance")
def measure():
    body = request.get_json()
    (ax, ay), (bx, by) = a, b = body["a"], body["b"]
    return jsonify(distance=sqrt((bx - ax) ** 2 + (by - ay) ** 2), a=a, b=b)
