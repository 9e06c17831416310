"""Makes the calls of a plan with the official Python SDK, domestic or international: they differ in nothing here.

Usage: client.py PLAN.json; prints one line of JSON per call. `calls.ts` says what a plan is.
"""

import json
import sys

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.mps.v20190612 import models
from tencentcloud.mps.v20190612.mps_client import MpsClient


def answer_of(host, call):
    http = HttpProfile(protocol="http", endpoint=host, reqMethod=call["method"])
    profile = ClientProfile(signMethod=call["signature"], httpProfile=http, language=call["language"])
    profile.unsignedPayload = call["unsignedPayload"]
    client = MpsClient(Credential(call["secretId"], call["secretKey"]), call["region"], profile)
    request = getattr(models, call["action"] + "Request")()
    request.from_json_string(json.dumps(call["parameters"]))
    return json.loads(getattr(client, call["action"])(request).to_json_string())


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    for call in plan["calls"]:
        try:
            outcome = {"answer": answer_of(plan["host"], call)}
        except TencentCloudSDKException as error:
            outcome = {
                "exception": {"code": error.code, "message": error.message, "requestId": error.requestId}
            }
        print(json.dumps({"id": call["id"], **outcome}), flush=True)


main()
