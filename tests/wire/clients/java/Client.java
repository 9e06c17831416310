import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.mps.v20190612.MpsClient;
import com.tencentcloudapi.mps.v20190612.models.CreateAigcVideoTaskRequest;
import com.tencentcloudapi.mps.v20190612.models.DescribeAigcVideoTaskRequest;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the calls of a plan with the official Java SDK.
 *
 * <p>Usage: Client PLAN.json; prints one line of JSON per call. calls.ts says what a plan is.
 */
public class Client {
  public static void main(String[] arguments) throws Exception {
    JsonObject plan = JsonParser.parseString(Files.readString(Path.of(arguments[0]))).getAsJsonObject();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (JsonElement element : plan.getAsJsonArray("calls")) {
      JsonObject call = element.getAsJsonObject();
      JsonObject outcome = new JsonObject();
      outcome.add("id", call.get("id"));
      try {
        String answer = AbstractModel.toJsonString(answerOf(plan.get("host").getAsString(), call));
        outcome.add("answer", JsonParser.parseString(answer));
      } catch (TencentCloudSDKException error) {
        JsonObject exception = new JsonObject();
        exception.addProperty("code", error.getErrorCode());
        exception.addProperty("message", error.getMessage());
        exception.addProperty("requestId", error.getRequestId());
        outcome.add("exception", exception);
      }
      out.println(new Gson().toJson(outcome));
    }
  }

  private static AbstractModel answerOf(String host, JsonObject call) throws TencentCloudSDKException {
    HttpProfile http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(host);
    http.setReqMethod(call.get("method").getAsString());
    ClientProfile profile = new ClientProfile(call.get("signature").getAsString(), http);
    profile.setUnsignedPayload(call.get("unsignedPayload").getAsBoolean());
    profile.setLanguage(call.get("language").getAsString().equals("zh-CN") ? Language.ZH_CN : Language.EN_US);
    Credential key = new Credential(call.get("secretId").getAsString(), call.get("secretKey").getAsString());
    MpsClient client = new MpsClient(key, call.get("region").getAsString(), profile);
    String parameters = call.get("parameters").toString();
    return call.get("action").getAsString().equals("CreateAigcVideoTask")
        ? client.CreateAigcVideoTask(AbstractModel.fromJsonString(parameters, CreateAigcVideoTaskRequest.class))
        : client.DescribeAigcVideoTask(AbstractModel.fromJsonString(parameters, DescribeAigcVideoTaskRequest.class));
  }
}
