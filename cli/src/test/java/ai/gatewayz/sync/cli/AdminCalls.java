package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** Calls of a running service with its admin key; an answer other than 2xx fails the test. */
record AdminCalls(RunFile run) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.read(text("GET", path, ""));
    }

    JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        return Json.read(text(method, path, body));
    }

    String text(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(run.apiUrl() + path))
                        .header("Authorization", "Bearer " + run.adminKey())
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return answer.body();
    }
}
