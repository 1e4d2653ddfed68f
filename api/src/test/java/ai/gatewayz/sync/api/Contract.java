package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.model.Resource;

/** The description of the API, and whether answers are as it says. */
final class Contract {
    /** Any request can be answered with these by its form alone, as the description says. */
    static final List<Integer> OF_FORM = List.of(405, 406, 408, 413, 414, 415, 431);

    private static final ObjectMapper JSON = new ObjectMapper();

    final JsonNode document = read();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** A described route. */
    record Operation(String method, String path, JsonNode body) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        /** The smallest role; empty for an open route. */
        Optional<String> role() {
            return Optional.ofNullable(body.path("x-role").asText(null));
        }
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream("/openapi.yaml"))) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation by its name, such as {@code GET /models}. */
    Map<String, Operation> operations() {
        Map<String, Operation> operations = new TreeMap<>();
        document.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    Operation found = new Operation(
                            operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue());
                    operations.put(found.toString(), found);
                }));
        return operations;
    }

    /** Every route that an API serves, such as {@code GET /models}: read out of Jersey's own model of it. */
    static Set<String> served(ApiFixture api) {
        Set<String> routes = new TreeSet<>();
        // Dropwizard registers the class of a resource and binds the instance to it.
        for (Class<?> registered : api.api.routes().getClasses()) {
            Resource resource = Resource.from(registered);
            if (resource != null) {
                walk(resource, "", routes);
            }
        }
        return routes;
    }

    private static void walk(Resource resource, String prefix, Set<String> routes) {
        String path = (prefix + "/" + resource.getPath())
                .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                .replaceAll("/+", "/");
        String shown = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        resource.getAllMethods().stream()
                .filter(method -> method.getHttpMethod() != null)
                .forEach(method -> routes.add(method.getHttpMethod() + " " + shown));
        resource.getChildResources().forEach(child -> walk(child, path, routes));
    }

    /** What an answer does that the description does not say; empty when all is well. */
    List<String> violations(Operation operation, Answer answer) {
        int status = answer.status();
        JsonNode response = resolve(operation.body().at("/responses/" + status));
        if (response.isMissingNode()) {
            return OF_FORM.contains(status) ? problem(answer) : List.of(operation + " does not describe " + status);
        }
        if (status >= 400 && !response.at("/content/application~1problem+json").isMissingNode()) {
            return problem(answer);
        }
        if (answer.body().isEmpty()) {
            return List.of();
        }
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode()) {
            return List.of(operation + " does not describe " + type + " for " + status);
        }
        return type.endsWith("json") ? validate(content.path("schema"), answer) : List.of();
    }

    private List<String> problem(Answer answer) {
        List<String> wrong = new ArrayList<>();
        if (!answer.header("Content-Type").equals("application/problem+json")) {
            wrong.add("an error is " + answer.header("Content-Type"));
        } else {
            ObjectNode reference = JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
            wrong.addAll(validate(reference, answer));
        }
        return wrong;
    }

    private List<String> validate(JsonNode schema, Answer answer) {
        return schema.isMissingNode() ? List.of() : validate(schema, answer.json());
    }

    /** What is wrong with a document. */
    List<String> validate(JsonNode schema, JsonNode json) {
        JsonSchema known = schemas.computeIfAbsent(schema.toString(), unused -> {
            ObjectNode root = schema.deepCopy();
            root.set("components", document.get("components"));
            return factory.getSchema(root);
        });
        return known.validate(json).stream().map(Object::toString).toList();
    }

    /** Follows a reference within the document. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
