package ai.gatewayz.sync.cli.client;

import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Calls the HTTP API; every failure becomes one line that says what to do. */
public final class ApiClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Longer than the longest {@code wait} of the API. */
    private static final Duration TIMEOUT = Duration.ofSeconds(70);

    private final ApiTarget target;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    /** A query parameter; a name may be given more than once. */
    public record Parameter(String name, String value) {}

    /** Calls the service of a target. */
    public ApiClient(ApiTarget target) {
        this.target = target;
    }

    /** Reads. */
    public JsonNode get(String path, List<Parameter> parameters) {
        return send(request(path, parameters).GET().build());
    }

    /** Starts something. */
    public JsonNode post(String path, List<Parameter> parameters) {
        return send(request(path, parameters)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    /** Removes something. */
    public JsonNode delete(String path) {
        return send(request(path, List.of()).DELETE().build());
    }

    /** Sends a JSON body. */
    public JsonNode post(String path, JsonNode body) {
        return send(request(path, List.of())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build());
    }

    /** Reads an answer that need not be JSON, such as an exported file. */
    public String text(String path, List<Parameter> parameters) {
        HttpResponse<String> response = exchange(
                request(path, parameters).setHeader("Accept", "*/*").GET().build());
        if (response.statusCode() >= 300) {
            throw refusal(response);
        }
        return response.body();
    }

    /** Sends a JSON body with any method. */
    public JsonNode send(String method, String path, JsonNode body) {
        return send(request(path, List.of())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** A path whose parts are escaped; slashes inside the parts stay, because model ids have them. */
    public static String path(String... parts) {
        return Arrays.stream(parts)
                .flatMap(part -> Arrays.stream(part.split("/", -1)))
                .map(ApiClient::escape)
                .collect(Collectors.joining("/", "/", ""));
    }

    private HttpRequest.Builder request(String path, List<Parameter> parameters) {
        List<String> query = new ArrayList<>();
        parameters.forEach(parameter -> query.add(escape(parameter.name()) + "=" + escape(parameter.value())));
        URI uri = URI.create(target.url() + path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("User-Agent", "catalog-sync-cli");
        if (target.key() != null) {
            request.header("Authorization", "Bearer " + target.key());
        }
        return request;
    }

    private JsonNode send(HttpRequest request) {
        HttpResponse<String> response = exchange(request);
        if (response.statusCode() >= 300) {
            throw refusal(response);
        }
        return json(response);
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException e) {
            throw new ServiceAway(
                    "no service answers at " + target.url() + "; start one with ./catalog-sync up, or set API_URL", e);
        } catch (HttpTimeoutException e) {
            throw new ServiceAway("the service at " + target.url() + " does not answer in time; try again", e);
        } catch (IOException e) {
            throw new ServiceAway("the connection to " + target.url() + " broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    private JsonNode json(HttpResponse<String> response) {
        try {
            return Json.read(response.body());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.failed(
                    target.url() + " answered " + response.statusCode() + " without JSON; is API_URL the catalog sync?",
                    e);
        }
    }

    private RuntimeException refusal(HttpResponse<String> response) {
        JsonNode body = json(response);
        int status = response.statusCode();
        String detail = Json.text(body, "detail", Json.text(body, "title", "no reason given"));
        return switch (status) {
            case 401, 403 ->
                CommandFailure.failed(
                        detail + " (" + status + "); set ADMIN_API_KEY to a key of the service at " + target.url());
            case 400, 422 -> CommandFailure.usage(detail);
            // What was named on the command line is not there.
            case 404 ->
                detail.startsWith("provider ")
                        ? CommandFailure.usage(detail)
                        : CommandFailure.failed(detail + " (404)");
            case 503 -> new ServiceAway(detail + " (503); try again, or run ./catalog-sync doctor", null);
            default -> CommandFailure.failed(detail + " (" + status + ")");
        };
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
