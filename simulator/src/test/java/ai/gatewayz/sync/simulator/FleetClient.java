package ai.gatewayz.sync.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Reads a fleet over HTTP the way any client would. */
final class FleetClient {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ProviderFleet fleet;

    FleetClient(ProviderFleet fleet) {
        this.fleet = fleet;
    }

    HttpResponse<byte[]> get(String slug, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(fleet.baseUrl(slug) + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> list(String slug) throws IOException, InterruptedException {
        return get(slug, ProviderFleet.listPath(slug));
    }

    JsonNode json(String slug, String path) throws IOException, InterruptedException {
        return MAPPER.readTree(get(slug, path).body());
    }

    JsonNode list(String slug, String query) throws IOException, InterruptedException {
        String path = ProviderFleet.listPath(slug);
        String joint = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
        return json(slug, path + joint + query);
    }

    JsonNode control(String method, String pathAndQuery) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + fleet.port() + "/_control/" + pathAndQuery);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return MAPPER.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    /** The rows of any provider's envelope. */
    static JsonNode rows(JsonNode body) {
        if (body.isArray()) {
            return body;
        }
        for (String name : List.of("data", "models", "result", "publisherModels", "prices", "output")) {
            JsonNode rows = body.get(name);
            if (rows != null) {
                return rows.isArray() ? rows : rows.get("models");
            }
        }
        if (body.has("Items")) {
            return only(body.get("Items"), "/meterName", " Outp ");
        }
        if (body.has("products")) {
            return only(body.get("products"), "/attributes/usagetype", "-output-");
        }
        throw new IllegalArgumentException("no rows in " + body.toString().substring(0, 100));
    }

    /** One of a model's meters. */
    private static JsonNode only(JsonNode meters, String field, String part) {
        ArrayNode rows = MAPPER.createArrayNode();
        meters.forEach(meter -> {
            if (meter.at(field).textValue().contains(part)) {
                rows.add(meter);
            }
        });
        return rows;
    }

    /** The id of any provider's row. */
    static String id(String slug, JsonNode row) {
        if (slug.equals("cloudflare-workers-ai")) {
            return row.get("name").textValue();
        }
        if (slug.equals("aimo")) {
            return row.get("providers").get(0).get("id").textValue() + ":"
                    + row.get("name").textValue();
        }
        if (slug.equals("azure")) {
            return row.get("productName").textValue() + "/"
                    + row.get("meterName").textValue().replace(" Outp glbl Tokens", "");
        }
        if (slug.equals("amazon-bedrock")) {
            return row.at("/attributes/usagetype").textValue().replaceAll("^USE1-|-mantle-.*", "");
        }
        if (slug.startsWith("alibaba")) {
            return row.get("model").textValue();
        }
        if (slug.equals("digitalocean")) {
            return row.get("model_id").textValue();
        }
        for (String name :
                List.of("id", "model_id", "modelId", "endpoint_id", "Token", "model_name", "externalAlias", "name")) {
            if (row.has(name)) {
                return row.get(name).textValue();
            }
        }
        throw new IllegalArgumentException("no id in " + row);
    }

    static List<String> ids(String slug, JsonNode body) {
        List<String> ids = new ArrayList<>();
        rows(body).forEach(row -> ids.add(id(slug, row)));
        return ids;
    }
}
