package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.SyncAttributes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables of the documents say what the code says. */
final class DocumentationTest {
    private static final String README = ProjectFiles.read("README.md");
    private static final String OPERATIONS = ProjectFiles.read("docs/operations.md");
    private static final String ARCHITECTURE =
            ProjectFiles.read("docs/architecture.md").split("\n## ", 3)[1];
    private static final Pattern ROUTE =
            Pattern.compile("@(GET|POST|PUT|DELETE)\\s+(?:@Path\\(\"([^\"]*)\"\\)\\s)?", Pattern.DOTALL);

    @Test
    void configurationTable_hasTheVariablesThatTheCodeReads() {
        Map<String, TreeSet<String>> documented = new TreeMap<>();
        for (List<String> row : table("configuration")) {
            for (String reader : row.get(2).split(", ", -1)) {
                for (String variable : row.get(0).split(", ", -1)) {
                    documented.computeIfAbsent(reader, key -> new TreeSet<>()).add(variable.replace("`", ""));
                }
            }
        }
        Map<String, TreeSet<String>> read = ProjectFiles.variablesByModule();
        // Their readers take names from others.
        assertThat(read.remove("activities")).isEmpty();
        assertThat(read).containsKey("worker").allSatisfy((module, variables) -> assertThat(documented.get(module))
                .as("rows of docs/reference/configuration.md with %s", module)
                .isEqualTo(variables));
    }

    /** A guard that a setting can switch off is one that is off somewhere. */
    @Tag("C20")
    @Test
    void noVariable_switchesGuardsOff() {
        assertThat(table("configuration")).isNotEmpty().noneMatch(row -> row.get(0)
                .matches(".*(?:GUARD|UNSAFE|SKIP|DISABLE).*"));
    }

    @Test
    void envExample_namesNothingUnknown() {
        TreeSet<String> named =
                new TreeSet<>(ProjectFiles.findAll("^#?([A-Z0-9_]+)=", ProjectFiles.read(".env.example")));
        TreeSet<String> known = new TreeSet<>(List.of("POSTGRES_PASSWORD", "REDIS_PASSWORD"));
        table("configuration")
                .forEach(row -> Arrays.stream(row.get(0).replace("`", "").split(", ", -1))
                        .forEach(known::add));
        Providers.all().forEach(provider -> known.addAll(provider.variables()));
        assertThat(known).containsAll(named);
    }

    @Test
    void endpointTable_hasTheRoutesOfTheApi() throws IOException {
        Path resources = ProjectFiles.ROOT.resolve("api/src/main/java/ai/gatewayz/sync/api");
        assumeThat(resources).exists();
        TreeSet<String> routes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(resources)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("Resource.java")).toList()) {
                routes.addAll(routes(Files.readString(file)));
            }
        }
        TreeSet<String> documented = new TreeSet<>();
        table("endpoints").forEach(row -> documented.add(row.get(0).replace("`", "")));
        assertThat(documented).isEqualTo(routes);
    }

    private static List<String> routes(String source) {
        Matcher base =
                Pattern.compile("^@Path\\(\"([^\"]*)\"\\)", Pattern.MULTILINE).matcher(source);
        if (!base.find()) {
            return List.of();
        }
        String prefix = base.group(1).equals("/") ? "" : base.group(1);
        return ROUTE.matcher(source)
                .results()
                .map(route -> route.group(1) + " "
                        + (prefix + (route.group(2) == null ? "" : route.group(2)))
                                .replaceAll(": [^}]*}", "}")
                                .replaceAll("^$", "/"))
                .toList();
    }

    @Test
    void endpointTable_hasTheRolesOfTheDescription() {
        Map<?, ?> description = ProjectFiles.yaml().load(ProjectFiles.read("api/src/main/resources/openapi.yaml"));
        Map<String, String> described = new TreeMap<>();
        ((Map<?, ?>) Objects.requireNonNull(description.get("paths"))).forEach((path, methods) -> ((Map<?, ?>) methods)
                .forEach((method, operation) -> described.put(
                        method.toString().toUpperCase(Locale.ROOT) + " " + path,
                        String.valueOf(((Map<?, ?>) operation).get("x-role")))));
        Map<String, String> documented = new TreeMap<>();
        // Webhooks are open to whoever signs them.
        table("endpoints")
                .forEach(row ->
                        documented.put(row.get(0).replace("`", ""), row.get(1).replaceAll("^(signed)?$", "null")));
        assertThat(documented).isEqualTo(described);
    }

    @Test
    void commandTable_hasTheCommands() throws IOException {
        TreeSet<String> commands = new TreeSet<>();
        Path sources = ProjectFiles.ROOT.resolve("cli/src/main/java/ai/gatewayz/sync/cli/command");
        try (Stream<Path> files = Files.list(sources)) {
            files.map(ProjectFiles::read)
                    .flatMap(text -> ProjectFiles.findAll("^@Command\\(\\s*name = \"([a-z-]+)\"", text).stream())
                    .filter(name -> !name.equals("catalog-sync"))
                    .forEach(commands::add);
        }
        List<String> rows = ProjectFiles.findAll(
                "^\\| (`\\./catalog-sync .+?`) \\|", ProjectFiles.read("docs/reference/commands.md"));
        assertThat(commands).hasSizeGreaterThan(15).allSatisfy(command -> assertThat(rows)
                .as("rows of docs/reference/commands.md")
                .anyMatch(row -> row.matches("(.*`)?(\\./catalog-sync )?" + command + "\\b.*")));
    }

    @Test
    void moduleTable_hasTheModules() {
        List<String> modules = ProjectFiles.modules().stream()
                .map(module -> module.getFileName().toString())
                .toList();
        assertThat(ProjectFiles.findAll("^\\| `([a-z]+)` \\| [^|]+ \\| [^|]+ \\|$", ARCHITECTURE))
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void roomTables_haveThePackages() throws IOException {
        for (String module : List.of("activities", "api")) {
            String table = ARCHITECTURE.substring(ARCHITECTURE.indexOf("| room of `" + module + "` |"));
            List<String> rooms = ProjectFiles.findAll("^\\| (`[a-z`, ]+`) \\|", table.split("\n\n", 2)[0]).stream()
                    .flatMap(row -> Stream.of(row.replace("`", "").split(", ", -1)))
                    .toList();
            Path sources = ProjectFiles.ROOT.resolve(module + "/src/main/java/ai/gatewayz/sync/" + module);
            try (Stream<Path> files = Files.list(sources)) {
                assertThat(rooms)
                        .as("rooms of %s in docs/architecture.md", module)
                        .containsExactlyInAnyOrderElementsOf(files.filter(Files::isDirectory)
                                .map(folder -> folder.getFileName().toString())
                                .toList());
            }
        }
    }

    @Test
    void readme_isShort() {
        assertThat(README.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(10_000);
    }

    @Test
    void failureTable_hasEveryFailureType() throws IllegalAccessException {
        List<String> types = new ArrayList<>();
        for (Field field : FailureTypes.class.getFields()) {
            types.add(String.valueOf(field.get(null)));
        }
        assertThat(ProjectFiles.findAll("^\\| `([A-Z][A-Za-z]+)` \\|", part(OPERATIONS, "failures")))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void attributeTable_hasEverySearchAttribute() {
        List<String> attributes = SyncAttributes.declarations().stream()
                .map(line -> line.replace("=", "` | "))
                .toList();
        assertThat(ProjectFiles.findAll(
                        "^\\| `([A-Za-z]+` \\| [A-Za-z]+) \\|", part(ProjectFiles.read("docs/syncs.md"), "attributes")))
                .containsExactlyElementsOf(attributes);
    }

    @Test
    void metricTable_hasEveryMetricOfTheWorker() {
        String source =
                ProjectFiles.read("activities/src/main/java/ai/gatewayz/sync/activities/metrics/SyncMetrics.java");
        TreeSet<String> metrics = new TreeSet<>(
                ProjectFiles.findAll("\"((?:pricing|sync|provider|price|cache|subscription)_[a-z_]+)\"", source));
        assertThat(new TreeSet<>(ProjectFiles.findAll("^\\| `([a-z_]+)", part(OPERATIONS, "metrics"))))
                .isEqualTo(metrics);
    }

    /** A rule over a name that nothing exports could never fire. */
    @Test
    void alertRulesAndDashboards_askForMetricsThatExist() {
        String sources = ProjectFiles.read(
                        "activities/src/main/java/ai/gatewayz/sync/activities/metrics/SyncMetrics.java")
                + ProjectFiles.read("api/src/main/java/ai/gatewayz/sync/api/metrics/CatalogMetrics.java")
                + ProjectFiles.read("workflows/src/main/java/ai/gatewayz/sync/workflows/client/SdkMetricTexts.java")
                + ProjectFiles.read("api/src/main/java/ai/gatewayz/sync/api/metrics/RequestMetrics.java")
                        .replace("http.server.requests", "http_server_requests_seconds");
        List<String> expressions = new ArrayList<>(ProjectFiles.findAll(
                "^        expr: ((?:>-\n)?.+\n(?:          .+\n)*)", ProjectFiles.read("ops/prometheus/rules.yml")));
        assertThat(expressions).hasSameSizeAs(alerts());
        for (String dashboard : List.of("ops/grafana/catalog-sync.json", "ops/grafana/workers.json")) {
            List<String> shown = ProjectFiles.findAll("\"expr\": \"(.+)\",", ProjectFiles.read(dashboard));
            assertThat(shown).as(dashboard).hasSizeGreaterThan(8);
            expressions.addAll(shown);
        }
        for (String expression : expressions) {
            String withoutLabels = expression.replaceAll("\\{[^}]*}", "").replaceAll("by \\([^)]*\\)", "");
            List<String> names = ProjectFiles.findAll("\\b([a-z]+_[a-z_]+)\\b(?!\\()", withoutLabels);
            assertThat(names).as(expression).isNotEmpty();
            for (String name : names) {
                String metric = name.startsWith("temporal_")
                        ? name.replaceAll("(_seconds_(sum|count|max)|_total)$", "")
                        : name.replaceAll("_(sum|count)$", "");
                assertThat(sources).as(expression).contains('"' + metric + '"');
            }
        }
    }

    private static List<String> alerts() {
        return ProjectFiles.findAll("^      - alert: (\\w+)", ProjectFiles.read("ops/prometheus/rules.yml"));
    }

    /** {@code promtool test rules} runs the cases; an alert without both kinds of them is not tested. */
    @Test
    void everyAlert_hasACaseThatFiresAndOneThatIsQuiet_andAPartOfTheRunbook() {
        String cases =
                ProjectFiles.read("ops/prometheus/rules.test.yml") + ProjectFiles.read("ops/prometheus/days.test.yml");
        assertThat(alerts()).hasSizeGreaterThanOrEqualTo(9);
        for (String alert : alerts()) {
            List<String> expected =
                    ProjectFiles.findAll("alertname: " + alert + "\n +eval_time: .+\n +exp_alerts:(.*)\n", cases);
            assertThat(expected).as(alert).contains("", " []");
            assertThat(OPERATIONS).as(alert).contains("\n#### " + alert + "\n");
        }
    }

    @Test
    void links_leadToFiles() throws IOException {
        List<String> documents =
                new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"));
        try (Stream<Path> files = Files.walk(ProjectFiles.ROOT.resolve("docs"))) {
            files.map(file -> ProjectFiles.ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".md"))
                    .forEach(documents::add);
        }
        assertThat(documents).hasSizeGreaterThanOrEqualTo(15);
        for (String document : documents) {
            Path folder = ProjectFiles.ROOT.resolve(document).resolveSibling(".");
            for (String link : ProjectFiles.findAll("]\\(([^):]+)\\)", ProjectFiles.read(document))) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? ProjectFiles.ROOT.resolve(document) : folder.resolve(parts[0]);
                assertThat(target).as("%s links to %s", document, link).exists();
                if (parts.length == 2) {
                    assertThat(anchors(Files.readString(target)))
                            .as("%s links to %s", document, link)
                            .contains(parts[1]);
                }
            }
        }
    }

    /** Headings as GitHub makes them into anchors. */
    private static List<String> anchors(String document) {
        String text = document.replaceAll("(?ms)^```.*?^```", "");
        return ProjectFiles.findAll("^#+ (.+)$", text).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void readmeTestCommand_isWhatCiRuns() {
        assertThat(README).contains("\n./mvnw verify ");
        assertThat(ProjectFiles.findAll("^(\\./mvnw .*)$", ProjectFiles.read(".ci/run")))
                .containsExactly("./mvnw -B -ntp verify");
    }

    /** Cells of the marked table in the reference page of that name, without its head. */
    private static List<List<String>> table(String name) {
        String page = name.equals("endpoints") ? "api" : name;
        return part(ProjectFiles.read("docs/reference/" + page + ".md"), name)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String part(String document, String name) {
        String begin = "<!-- " + name + ":begin -->";
        String end = "<!-- " + name + ":end -->";
        assertThat(document).containsOnlyOnce(begin).containsOnlyOnce(end);
        return document.substring(document.indexOf(begin) + begin.length(), document.indexOf(end));
    }
}
