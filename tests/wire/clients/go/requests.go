package main

import (
	"encoding/json"

	sdkhttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
)

// The SDK writes GET and signature version 1 from the `name` tags of a request and JSON from its `json` tags. The
// module of one product (tencentcloud/mps) holds such structures and nothing else; these say the same as its own.
type createRequest struct {
	*sdkhttp.BaseRequest
	ModelName            *string     `json:"ModelName,omitempty" name:"ModelName"`
	ModelVersion         *string     `json:"ModelVersion,omitempty" name:"ModelVersion"`
	Prompt               *string     `json:"Prompt,omitempty" name:"Prompt"`
	NegativePrompt       *string     `json:"NegativePrompt,omitempty" name:"NegativePrompt"`
	EnhancePrompt        *bool       `json:"EnhancePrompt,omitempty" name:"EnhancePrompt"`
	ImageUrl             *string     `json:"ImageUrl,omitempty" name:"ImageUrl"`
	LastImageUrl         *string     `json:"LastImageUrl,omitempty" name:"LastImageUrl"`
	ImageInfos           []*image    `json:"ImageInfos,omitempty" name:"ImageInfos"`
	Duration             *int64      `json:"Duration,omitempty" name:"Duration"`
	ExtraParameters      *extra      `json:"ExtraParameters,omitempty" name:"ExtraParameters"`
	StoreCosParam        *storeInCos `json:"StoreCosParam,omitempty" name:"StoreCosParam"`
	AdditionalParameters *string     `json:"AdditionalParameters,omitempty" name:"AdditionalParameters"`
	Operator             *string     `json:"Operator,omitempty" name:"Operator"`
}

type image struct {
	ImageUrl      *string `json:"ImageUrl,omitempty" name:"ImageUrl"`
	ReferenceType *string `json:"ReferenceType,omitempty" name:"ReferenceType"`
}

type extra struct {
	Resolution  *string `json:"Resolution,omitempty" name:"Resolution"`
	AspectRatio *string `json:"AspectRatio,omitempty" name:"AspectRatio"`
}

type storeInCos struct {
	CosBucketName   *string `json:"CosBucketName,omitempty" name:"CosBucketName"`
	CosBucketRegion *string `json:"CosBucketRegion,omitempty" name:"CosBucketRegion"`
	CosBucketPath   *string `json:"CosBucketPath,omitempty" name:"CosBucketPath"`
}

type describeRequest struct {
	*sdkhttp.BaseRequest
	TaskId *string `json:"TaskId,omitempty" name:"TaskId"`
}

func requestOf(one call) (sdkhttp.Request, error) {
	base := &sdkhttp.BaseRequest{}
	base.Init().WithApiInfo("mps", "2019-06-12", one.Action)
	if one.Action == "CreateAigcVideoTask" {
		request := &createRequest{BaseRequest: base}
		return request, json.Unmarshal(one.Parameters, request)
	}
	request := &describeRequest{BaseRequest: base}
	return request, json.Unmarshal(one.Parameters, request)
}
