"""Reads a SARIF and a JUnit report the way other programs do.

Usage: read-reports.py REPORT.sarif REPORT.junit [SARIF-SCHEMA.json]

Prints the number of SARIF results and of JUnit cases and failures. With the official schema
of SARIF 2.1.0 as a third argument, the report is checked against it. Needs junitparser and
sarif-tools, and jsonschema for the schema.
"""

import json
import sys

import junitparser
from sarif import loader

with open(sys.argv[1], encoding="utf-8") as file:
    log = json.load(file)
if len(sys.argv) > 3:
    import jsonschema

    with open(sys.argv[3], encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema)
    for error in validator.iter_errors(log):
        sys.exit(f"SARIF: {error.json_path}: {error.message}")

results = log["runs"][0]["results"]
records = loader.load_sarif_file(sys.argv[1]).get_records()
assert len(records) == len(results)
for record, result in zip(records, results):
    place = result["locations"][0]["physicalLocation"]
    assert record["Severity"] == result["level"], record
    assert record["Location"] == place["artifactLocation"]["uri"], record
    assert record["Line"] == place["region"]["startLine"], record
    assert result["ruleId"] in record["Code"], record

suites = list(junitparser.JUnitXml.fromfile(sys.argv[2]))
cases = [case for suite in suites for case in suite]
failures = [case for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)]
assert sum(suite.tests for suite in suites) == len(cases)
assert sum(suite.failures for suite in suites) == len(failures)
print(len(results), len(suites), len(cases), len(failures))
