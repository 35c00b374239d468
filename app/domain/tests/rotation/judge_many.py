"""Judges many plans in one process: a list of {instance, plan} on standard input, a list of answers
on standard output, each {"codes": [...]} (broken rules), {"malformed": true} or {"report": {...}}.
An instance is a path or the document itself."""
import json
import sys

import check_plan

read = {}


def instance_of(given):
    if isinstance(given, dict):
        return check_plan.Instance(given)
    if given not in read:
        read[given] = check_plan.Instance(check_plan.load(given))
    return read[given]


def judge(case):
    try:
        errors, report = check_plan.check(instance_of(case["instance"]), case["plan"])
    except check_plan.Malformed:
        return {"malformed": True}
    if errors:
        return {"codes": sorted({e.split()[0] for e in errors})}
    return {"report": report}


json.dump([judge(case) for case in json.load(sys.stdin)], sys.stdout)
