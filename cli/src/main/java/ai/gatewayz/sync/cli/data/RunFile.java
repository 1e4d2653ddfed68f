package ai.gatewayz.sync.cli.data;

import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a data directory, so that the other commands find it. The file is the owner's alone: it holds the key.
 *
 * @param temporalAddress null when Temporal runs inside the process
 * @param temporalUiUrl null when there is no Web UI
 * @param pid the process that holds it all
 * @param providerBaseUrl with {@code {provider}} in it, where simulated providers stand for the real ones; else null
 */
public record RunFile(
        String apiUrl,
        String workerUrl,
        String databaseUrl,
        @Nullable String temporalAddress,
        @Nullable String temporalUiUrl,
        String adminKey,
        long pid,
        @Nullable String providerBaseUrl) {
    /** Of a service that calls the real providers. */
    public RunFile(
            String apiUrl,
            String workerUrl,
            String databaseUrl,
            @Nullable String temporalAddress,
            @Nullable String temporalUiUrl,
            String adminKey,
            long pid) {
        this(apiUrl, workerUrl, databaseUrl, temporalAddress, temporalUiUrl, adminKey, pid, null);
    }

    private static final String NAME = "run.json";

    /** Writes it for others. */
    public void write(DataDirectory data) {
        data.write(NAME, Json.pretty(json()));
    }

    /** What runs there; null when nothing does, also after a crash that left the file. */
    public static @Nullable RunFile find(DataDirectory data) {
        String text = data.read(NAME);
        if (text == null) {
            return null;
        }
        try {
            RunFile run = of(Json.read(text));
            boolean alive =
                    ProcessHandle.of(run.pid).map(ProcessHandle::isAlive).orElse(false);
            return alive ? run : null;
        } catch (IllegalArgumentException e) {
            throw CommandFailure.failed(
                    data.path(NAME) + " is damaged; stop the service, remove the file and start again", e);
        }
    }

    /** Removes it at the end. */
    public static void remove(DataDirectory data) {
        data.remove(NAME);
    }

    /** As JSON. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("api_url", apiUrl)
                .put("worker_url", workerUrl)
                .put("database_url", databaseUrl)
                .put("temporal_address", temporalAddress)
                .put("temporal_ui_url", temporalUiUrl)
                .put("admin_key", adminKey)
                .put("pid", pid);
        return providerBaseUrl == null ? json : json.put("provider_base_url_template", providerBaseUrl);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "RunFile[" + apiUrl + ", pid " + pid + "]";
    }

    private static RunFile of(JsonNode json) {
        return new RunFile(
                required(json, "api_url"),
                required(json, "worker_url"),
                required(json, "database_url"),
                Json.text(json, "temporal_address"),
                Json.text(json, "temporal_ui_url"),
                required(json, "admin_key"),
                Long.parseLong(required(json, "pid")),
                Json.text(json, "provider_base_url_template"));
    }

    private static String required(JsonNode json, String field) {
        String value = Json.text(json, field);
        if (value == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return value;
    }
}
