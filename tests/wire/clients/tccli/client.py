"""Makes the calls of a plan with the official command line, as a shell would start it.

Usage: client.py PLAN.json; prints one line of JSON per call. `calls.ts` says what a plan is.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = "import sys; from tccli.main import main; sys.argv[0] = 'tccli'; sys.exit(main())"


def arguments_of(host, call):
    """The command line always speaks https, unless its endpoint says otherwise (tencent-contract.md 3.6)."""
    arguments = ["mps", call["action"], "--endpoint", "http://" + host, "--region", call["region"]]
    arguments += ["--secretId", call["secretId"], "--secretKey", call["secretKey"]]
    arguments += ["--language", call["language"]]
    for name, value in call["parameters"].items():
        arguments += ["--" + name, value if isinstance(value, str) else json.dumps(value)]
    if "waitsFor" in call:
        wait = {"expr": "Status", "to": call["waitsFor"], "timeout": 90, "interval": 1}
        arguments += ["--waiter", repr(wait)]
    return arguments


def exception_of(text):
    found = re.search(r"code:(\S+) message:(.*) requestId:(\S+)", text, re.DOTALL)
    if found is None:
        raise SystemExit("tccli said neither an answer nor an error: " + text)
    return {"code": found[1], "message": found[2], "requestId": found[3]}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    # It writes its settings and a version check into the home directory.
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "PYTHONIOENCODING": "utf-8"}
        for call in plan["calls"]:
            command = [sys.executable, "-c", PROGRAM, *arguments_of(plan["host"], call)]
            done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)
            if done.returncode == 0:
                # A waiter says on standard output how it waits; the answer comes last.
                outcome = {"answer": json.loads(done.stdout[done.stdout.rindex("\n{") if "\n{" in done.stdout else 0 :])}
            else:
                outcome = {"exception": exception_of(done.stderr + done.stdout)}
            print(json.dumps({"id": call["id"], **outcome}), flush=True)


main()
