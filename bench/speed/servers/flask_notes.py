"""The API in Flask with notes in PostgreSQL, by psycopg2 and its pool. It checks what the database checks."""

import os
from contextlib import contextmanager

from flask import abort, jsonify, request
from flask_api import app
from psycopg2.pool import ThreadedConnectionPool

pool = ThreadedConnectionPool(1, 10, os.environ["DATABASE_URL"])


@contextmanager
def cursor():
    connection = pool.getconn()
    # Every call is one statement: without this it would also be a begin and a commit.
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        pool.putconn(connection)


with cursor() as setup:
    setup.execute(
        """
        create table if not exists notes (
            id integer primary key generated always as identity,
            title text not null unique,
            text text not null,
            created timestamptz not null default now()
        )
        """
    )


def as_json(row):
    id, title, text, created = row
    return jsonify(id=id, title=title, text=text, created=created.isoformat())


@app.get("/notes/<int:id>")
def read_note(id):
    with cursor() as notes:
        notes.execute("select id, title, text, created from notes where id = %s", (id,))
        row = notes.fetchone()
    return as_json(row) if row else abort(404)


@app.post("/notes")
def add_note():
    note = request.get_json()
    with cursor() as notes:
        notes.execute(
            """
            insert into notes (title, text) values (%s, %s)
            on conflict (title) do nothing returning id, title, text, created
            """,
            (note["title"], note["text"]),
        )
        row = notes.fetchone()
    if row is None:
        abort(409)
    return as_json(row), 201, {"Location": f"/notes/{row[0]}"}
