"""The description of the service is whole: every operation says what it takes and answers, in two
languages, with an example, and every reference leads somewhere; every change was repeated in every
way."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from harness import Folder, check, equal, finish, source
from replay import WAYS
from service import Service, make_book

# What looks like an amount and is none: a share, and what a simulation answers, statistics each with
# the unit of its figure.
MEASURES = {"rate", "factor"}
STATISTICS = ("/v1/operations", "/v1/simulations")
# Fields whose words are a closed set wherever they stand.
CLOSED = {"format", "state", "by", "how", "kind", "category", "purpose", "outcome", "order",
          "papers", "way", "step", "shortfall", "channel"}
METHODS = {"get", "put", "post", "patch", "delete"}


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for one in value.values():
            yield from references(one)
    elif isinstance(value, list):
        for one in value:
            yield from references(one)


def check_closed(operation, name, schema, example):
    """A closed set of words is told with its words, and a page has at least one item."""
    words = schema.get("items", schema).get("enum")
    if words and example:
        told = example if isinstance(example, list) else [example]
        check(set(told) <= set(words), f"{operation}: the example of {name} is one of its words: {told}")
    if name in CLOSED:
        check(words, f"{operation}: {name} has its words")
    if name == "limit":
        equal(schema["minimum"], 1, f"{operation}: a page has at least one item")


def check_problem(document):
    """The description tells of every member that a problem may have."""
    schema = document["components"]["schemas"]["Problem"]
    told = {"type", "title", "status", "code", "detail", "request_id", "field", "details", "errors",
            "findings"}
    equal(set(schema["properties"]), told, "a problem's members")
    equal(told - set(schema["required"]), {"field", "findings"}, "two of them are not always there")


def check_operation(path, method, operation):
    name = operation["operationId"]
    check(method in METHODS, f"{name}: {method} is a method")
    check(re.fullmatch("[a-z][a-z0-9-]*", name), f"{name} is written with small letters and hyphens")
    check(operation["summary"] and not operation["summary"].startswith("route."),
          f"{name} says what it does")
    words = set(re.findall(r"{([^}]*)}", path))
    named = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
    equal(named, words, f"{name} names the words of its path")
    for parameter in operation["parameters"]:
        check_closed(name, parameter["name"], parameter["schema"], parameter.get("example"))
        check("schema" in parameter and (parameter["in"] != "path" or parameter["required"]),
              f"{name}: {parameter['name']} has a schema")
    if operation["x-effect"] == "changes":
        check(any(p["name"] == "Idempotency-Key" and p["required"] for p in operation["parameters"]),
              f"{name} asks for an Idempotency-Key")
        check(method != "get", f"{name} changes something and is no GET")
    headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
    told = {"Accept-Language", "If-None-Match"} if method == "get" else {"Accept-Language"}
    if operation["x-effect"] == "changes":
        told |= {"Anxin-Dry-Run", "If-Match"} if words else {"Anxin-Dry-Run"}
    check(told <= headers, f"{name} tells of its headers: {told - headers}")
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        check("schema" in content, f"{name}: its body of {kind} has a schema")
        required = content["schema"].get("required", [])
        for field in required:
            check(field in content.get("example", {}), f"{name}: {field} has an example")
        for field, schema in content["schema"].get("properties", {}).items():
            check_closed(name, field, schema, content.get("example", {}).get(field))
    done = operation["responses"]["2XX"]
    check("example" in next(iter(done.get("content", {"": {}}).values())),
          f"{name} has an example of its answer")
    check("default" in operation["responses"], f"{name} says how it refuses")
    return name


def recorded_examples():
    with open(source("api", "routes", "examples.json"), encoding="utf-8") as file:
        return json.load(file)


def check_repeated(document, examples):
    """No change may be left out of what tests/support/replay.py does to those that scripts ask."""
    for methods in document["paths"].values():
        for operation in methods.values():
            name = operation["operationId"]
            if operation["x-effect"] == "changes":
                ways = examples.get(name, {}).get("ways", [])
                equal(ways, sorted(WAYS), f"{name} was repeated in every way (record_examples.py)")


def bare_amounts(value, place=""):
    """(place, text) of what looks like an amount and stands in no {"amount","currency"}."""
    if isinstance(value, dict):
        plain = MEASURES | ({"amount"} if set(value) == {"amount", "currency"} else set())
        for name, one in value.items():
            if name not in plain:
                yield from bare_amounts(one, f"{place}/{name}")
    elif isinstance(value, list):
        for one in value:
            yield from bare_amounts(one, place + "/-")
    elif isinstance(value, str) and re.fullmatch(r"-?[0-9]+\.[0-9]{2}", value):
        yield place, value


def check_amounts(document, examples):
    """Money is {"amount":"1234.56","currency":"CNY"} in every answer that was recorded."""
    equal(list(bare_amounts({"net": "1.00", "sum": {"amount": "2.00", "currency": "CNY"}})),
          [("/net", "1.00")], "a bare amount is seen")
    for path, methods in document["paths"].items():
        if path.startswith(STATISTICS):
            continue
        for operation in methods.values():
            name = operation["operationId"]
            bare = sorted(set(bare_amounts(examples.get(name, {}).get("body"))))
            equal(bare, [], f"{name} answers money with its currency")


def main():
    with Folder() as folder:
        book, _ = make_book(folder, [])
        with Service(book) as service:
            caller = service.connect()
            document = caller.get("/openapi.json").json
            chinese = caller.get("/openapi.json", **{"Accept-Language": "zh"}).json
            page = caller.get("/docs")
            service.stop()
    check(b"<td>anxin-reason</td>" in page.body, "the page names the headers of a route")
    check(b"web.docs." not in page.body, "every word of the page is in the catalogue")
    equal(document["openapi"], "3.1.0", "the version of the description")
    names = [check_operation(path, method, operation)
             for path, methods in document["paths"].items() for method, operation in methods.items()]
    equal(len(names), len(set(names)), "each operation has a name of its own")
    examples = recorded_examples()
    check_repeated(document, examples)
    check_amounts(document, examples)
    check_problem(document)
    for reference in references(document):
        place = document
        for part in reference.removeprefix("#/").split("/"):
            place = place.get(part, {})
        check(place, f"{reference} leads somewhere")
    for path, methods in chinese["paths"].items():
        for method, operation in methods.items():
            check(operation["summary"] != document["paths"][path][method]["summary"]
                  and not operation["summary"].startswith("route."),
                  f"{operation['operationId']} is told in Chinese too")
    event = document["webhooks"]["event"]["post"]
    check(event["summary"] and not event["summary"].startswith("route."), "an event is told of")
    check("example" in event["requestBody"]["content"]["application/json"], "with an example")
    equal(page.status, 200, "the page for people")
    for path in document["paths"]:
        check(path in page.body.decode(), f"{path} is on the page for people")
    finish(f"{len(names)} operations, each described with an example")


main()
