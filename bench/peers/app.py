"""The fixture app of the fault tests, for Flask: every answer names the process it came from."""

import os

from flask import Flask, Response

app = Flask(__name__)


def answer(lines):
    return Response(lines, mimetype="text/plain", headers={"x-pid": os.getpid()})


@app.get("/")
def index():
    return answer(f"{os.getpid()}\n")


@app.get("/hang")
def hang():
    """Says who it is, and then computes for good."""

    def lines():
        yield f"{os.getpid()}\n"
        while True:
            pass

    return answer(lines())
