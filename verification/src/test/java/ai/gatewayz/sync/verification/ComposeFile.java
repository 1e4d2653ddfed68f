package ai.gatewayz.sync.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** docker-compose.yml with its anchors resolved. */
final class ComposeFile {
    private final Map<?, ?> services;

    private ComposeFile(Map<?, ?> services) {
        this.services = services;
    }

    static ComposeFile read() {
        Map<?, ?> file = ProjectFiles.yaml().load(ProjectFiles.read("docker-compose.yml"));
        return new ComposeFile(map(file.get("services")));
    }

    List<String> names() {
        return strings(List.copyOf(services.keySet()));
    }

    /** One value of a service as text; empty when there is none. */
    String text(String service, String key) {
        Object value = service(service).get(key);
        return value == null ? "" : value.toString();
    }

    /** A list of a service; empty when there is none. */
    List<String> list(String service, String key) {
        Object value = service(service).get(key);
        return value == null ? List.of() : strings(value);
    }

    /** The test of a service's health check. */
    List<String> healthTest(String service) {
        return strings(map(service(service).get("healthcheck")).get("test"));
    }

    /** Services that must be healthy before this one starts. */
    List<String> waitsFor(String service) {
        List<String> healthy = new ArrayList<>();
        map(service(service).get("depends_on")).forEach((name, how) -> {
            if ("service_healthy".equals(map(how).get("condition"))) {
                healthy.add(name.toString());
            }
        });
        return healthy;
    }

    /** Variables of a service whose environment is a list; a name that is only passed on has an empty value. */
    Map<String, String> environment(String service) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String entry : list(service, "environment")) {
            String[] parts = entry.split("=", 2);
            variables.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return variables;
    }

    private Map<?, ?> service(String name) {
        return map(services.get(name));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static List<String> strings(@Nullable Object values) {
        return ((List<?>) Objects.requireNonNull(values))
                .stream().map(Object::toString).toList();
    }
}
