// Makes the calls of a plan with the official Go SDK.
//
// Usage: client PLAN.json; prints one line of JSON per call. calls.ts says what a plan is.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	sdk "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/errors"
	sdkhttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

type plan struct {
	Host  string `json:"host"`
	Calls []call `json:"calls"`
}

type call struct {
	ID              string          `json:"id"`
	Action          string          `json:"action"`
	Parameters      json.RawMessage `json:"parameters"`
	Signature       string          `json:"signature"`
	Method          string          `json:"method"`
	UnsignedPayload bool            `json:"unsignedPayload"`
	Language        string          `json:"language"`
	Region          string          `json:"region"`
	SecretID        string          `json:"secretId"`
	SecretKey       string          `json:"secretKey"`
}

type exception struct {
	Code      string `json:"code"`
	Message   string `json:"message"`
	RequestID string `json:"requestId"`
}

func main() {
	bytes, err := os.ReadFile(os.Args[1])
	must(err)
	var todo plan
	must(json.Unmarshal(bytes, &todo))
	for _, one := range todo.Calls {
		outcome := map[string]any{"id": one.ID}
		answer, err := answerOf(todo.Host, one)
		var refused *sdk.TencentCloudSDKError
		if errors.As(err, &refused) {
			outcome["exception"] = exception{refused.Code, refused.Message, refused.RequestId}
		} else {
			must(err)
			outcome["answer"] = answer
		}
		line, err := json.Marshal(outcome)
		must(err)
		fmt.Println(string(line))
	}
}

func answerOf(host string, one call) (json.RawMessage, error) {
	settings := profile.NewClientProfile()
	settings.SignMethod = one.Signature
	settings.UnsignedPayload = one.UnsignedPayload
	settings.Language = one.Language
	settings.HttpProfile.Endpoint = host
	settings.HttpProfile.Scheme = "HTTP"
	settings.HttpProfile.ReqMethod = one.Method
	client := common.NewCommonClient(common.NewCredential(one.SecretID, one.SecretKey), one.Region, settings)
	request, err := requestOf(one)
	if err != nil {
		return nil, err
	}
	response := sdkhttp.NewCommonResponse()
	if err := client.Send(request, response); err != nil {
		return nil, err
	}
	var envelope struct{ Response json.RawMessage }
	err = json.Unmarshal(response.GetBody(), &envelope)
	return envelope.Response, err
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
