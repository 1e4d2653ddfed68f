package ai.gatewayz.sync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows a provider's pages to the end. */
final class Pages {
    private static final int LIMIT = 200;

    private final FleetClient client;
    private final String slug;

    Pages(FleetClient client, String slug) {
        this.client = client;
        this.slug = slug;
    }

    List<JsonNode> rows() throws IOException, InterruptedException {
        List<JsonNode> rows = new ArrayList<>();
        String query = "";
        for (int page = 0; page < LIMIT; page++) {
            JsonNode body = client.list(slug, query);
            FleetClient.rows(body).forEach(rows::add);
            query = next(body);
            if (query.isEmpty()) {
                return rows;
            }
        }
        throw new IllegalStateException(slug + " has no last page");
    }

    List<String> ids() throws IOException, InterruptedException {
        return rows().stream().map(row -> FleetClient.id(slug, row)).toList();
    }

    Map<String, JsonNode> rowsById() throws IOException, InterruptedException {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        rows().forEach(row -> byId.put(FleetClient.id(slug, row), row));
        return byId;
    }

    private String next(JsonNode body) {
        return switch (slug) {
            case "anthropic" ->
                body.get("has_more").booleanValue()
                        ? "limit=3&after_id=" + body.get("last_id").textValue()
                        : "";
            case "cohere" -> token(body, "next_page_token", "page_token");
            case "google-ai-studio", "google-vertex" -> token(body, "nextPageToken", "pageToken");
            case "fal" -> token(body, "next_cursor", "cursor");
            case "near" -> {
                int end = body.get("offset").intValue() + body.get("models").size();
                yield end < body.get("total").intValue() ? "offset=" + end : "";
            }
            case "cloudflare-workers-ai" -> {
                int page = body.at("/result_info/page").intValue();
                yield page < body.at("/result_info/total_pages").intValue() ? "page=" + (page + 1) : "";
            }
            case "alibaba", "alibaba-china" -> {
                int page = body.at("/output/page_no").intValue();
                int end = page * body.at("/output/page_size").intValue();
                yield end < body.at("/output/total").intValue() ? "page_no=" + (page + 1) : "";
            }
            case "digitalocean" -> {
                int page = body.at("/meta/page").intValue();
                yield page < body.at("/meta/pages").intValue() ? "page=" + (page + 1) : "";
            }
            case "azure" -> {
                String link = body.get("NextPageLink").asText("");
                yield body.get("NextPageLink").isNull() ? "" : link.substring(link.indexOf('?') + 1);
            }
            default -> "";
        };
    }

    private static String token(JsonNode body, String field, String parameter) {
        JsonNode token = body.get(field);
        return token == null || token.isNull() ? "" : parameter + "=" + token.textValue();
    }
}
