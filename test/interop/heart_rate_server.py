"""The assignment of heart rates in Flask, as a student writes it. VARIANT breaks it in one of the ways that students do."""

import os
from datetime import datetime

from flask import Flask, jsonify, request

app = Flask(__name__)
variant = os.environ.get("VARIANT", "right")
patients = {}


def is_tachycardic(age, rate):
    limits = [(3, 151), (5, 137), (8, 133), (12, 130), (16, 119)]
    for below, limit in limits:
        if age < below:
            return rate > limit
    return rate > 100


def average_of(rates):
    total = 0
    for rate in rates:
        total += rate
        if variant == "return":
            return total / len(rates)
    return total / len(rates)


def missing(body, keys):
    for key in keys:
        if key not in body:
            return f"{key} is missing"
    return None


@app.route("/api/new_patient", methods=["POST"])
def new_patient():
    body = request.get_json()
    problem = missing(body, ["patient_id", "attending_email", "patient_age"])
    if problem and variant != "unchecked":
        return jsonify(problem), 400
    patient_id = body["patient_id"]
    if patient_id in patients and variant != "overwrites":
        return jsonify(f"patient {patient_id} already exists"), 400
    patients[patient_id] = {"age": body["patient_age"], "rates": [], "times": []}
    return jsonify(f"added patient {patient_id}"), 200


@app.route("/api/heart_rate", methods=["POST"])
def heart_rate():
    body = request.get_json()
    patient = patients.get(body["patient_id"])
    if patient is None:
        return jsonify("no such patient"), 400
    rate = body["heart_rate"]
    patient["rates"].insert(0 if variant == "front" else len(patient["rates"]), rate)
    patient["times"].append(datetime.now())
    return jsonify("added"), 200


@app.route("/api/status/<patient_id>")
def status(patient_id):
    if variant == "text" or int(patient_id) not in patients:
        return jsonify("no such patient"), 200 if variant == "answers" else 400
    patient = patients[int(patient_id)]
    last = patient["rates"][-1]
    words = "Tachycardic" if is_tachycardic(patient["age"], last) else "Not tachycardic"
    return jsonify({"heart_rate": last, "status": words, "timestamp": str(patient["times"][-1])})


@app.route("/api/heart_rate/<int:patient_id>")
def all_rates(patient_id):
    return jsonify(patients[patient_id]["rates"])


@app.route("/api/heart_rate/average/<int:patient_id>")
def average(patient_id):
    return jsonify(average_of(patients[patient_id]["rates"]))


@app.route("/api/heart_rate/interval_average", methods=["POST"])
def interval_average():
    body = request.get_json()
    since = datetime.strptime(body["heart_rate_average_since"], "%Y-%m-%d %H:%M:%S.%f")
    patient = patients[body["patient_id"]]
    pairs = zip(patient["times"], patient["rates"])
    return jsonify(average_of([rate for time, rate in pairs if time >= since]))
