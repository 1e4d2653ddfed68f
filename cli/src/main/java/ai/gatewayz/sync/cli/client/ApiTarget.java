package ai.gatewayz.sync.cli.client;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.CommandFailure;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which service the commands talk to.
 *
 * @param key the API key; null calls open routes only
 */
public record ApiTarget(URI url, @Nullable String key) {
    private static final String DEFAULT_URL = "http://127.0.0.1:8000";

    /**
     * The service that {@code API_URL} names, else the one that runs on the data directory, else the default address. A
     * key that was read from the data directory never goes to an address that was not.
     */
    public static ApiTarget find(Map<String, String> environment, DataDirectory data) {
        String configured = environment.get("API_URL");
        String key = environment.get("ADMIN_API_KEY");
        if (configured != null) {
            return new ApiTarget(url(configured), key);
        }
        RunFile run = RunFile.find(data);
        if (run == null && data.isNamed()) {
            throw CommandFailure.failed("nothing runs on the data directory " + data.root()
                    + "; start ./catalog-sync up --data there, or leave --data away and set API_URL");
        }
        if (run == null) {
            return new ApiTarget(URI.create(DEFAULT_URL), key);
        }
        return new ApiTarget(URI.create(run.apiUrl()), key == null ? run.adminKey() : key);
    }

    private static URI url(String text) {
        String plain = text.strip().replaceAll("/+$", "");
        if (!plain.matches("https?://[^/?#@\\s]+(/[^?#@\\s]*)?")) {
            throw CommandFailure.usage(
                    "API_URL: must be http://host:port or https://host, without credentials or a query");
        }
        try {
            return URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("API_URL: is no URL");
        }
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return url.toString();
    }
}
