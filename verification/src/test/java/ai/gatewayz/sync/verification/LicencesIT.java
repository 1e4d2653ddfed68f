package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials, which the build of the command line makes, against the licences that we may use. */
final class LicencesIT {
    /** In the order of preference; what a jar may be used under besides is of no interest. */
    private static final List<String> ALLOWED = List.of(
            "Apache-2.0",
            "Apache License, 2.0",
            "MIT",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "0BSD",
            "CC0-1.0",
            "Public Domain",
            "EPL-2.0",
            "EPL-1.0");

    private static final Pattern SECRET = Pattern.compile("KEY|SECRET|TOKEN|PASSWORD|DSN|DATABASE_URL|DB_URL");

    private static final String OURS = "ai.gatewayz.sync";

    private final List<JsonNode> jars = new ArrayList<>();

    private final JsonNode bom;

    LicencesIT() throws IOException {
        bom = new ObjectMapper()
                .readTree(ProjectFiles.ROOT.resolve("cli/target/bom.json").toFile());
        for (JsonNode component : bom.path("components")) {
            if (!component.path("group").asText().equals(OURS)) {
                jars.add(component);
            }
        }
    }

    @Test
    void everyJar_hasALicenceThatWeMayUse() {
        assertThat(jars).hasSizeGreaterThan(100);
        assertThat(jars)
                .allSatisfy(jar ->
                        assertThat(licences(jar)).as(jar.path("purl").asText()).containsAnyElementsOf(ALLOWED));
    }

    @Test
    void table_namesEveryJarUnderItsLicence() {
        Map<String, TreeSet<String>> used = new TreeMap<>();
        for (JsonNode jar : jars) {
            List<String> offered = licences(jar);
            String chosen =
                    ALLOWED.stream().filter(offered::contains).findFirst().orElse("none that we may use");
            used.computeIfAbsent(chosen.replace("Apache License, 2.0", "Apache-2.0"), any -> new TreeSet<>())
                    .add(jar.path("name").asText());
        }
        List<String> rows = used.entrySet().stream()
                .map(entry -> "| " + entry.getKey() + " | " + String.join(", ", quoted(entry.getValue())) + " |")
                .toList();
        assertThat(ProjectFiles.findAll("^(\\| [A-Z0-9].*\\|)$", ProjectFiles.read("docs/reference/licences.md")))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void everyJar_hasAVersionAndAChecksum() {
        assertThat(jars).allSatisfy(jar -> {
            assertThat(jar.path("version").asText()).isNotBlank();
            assertThat(jar.path("hashes").findValuesAsText("alg")).contains("SHA-256");
        });
    }

    /** Keys are given to a build as variables; where it was made is nobody's business either. */
    @Test
    void bill_holdsNothingOfTheMachineThatMadeIt() {
        assertThat(System.getenv().entrySet().stream()
                        .filter(variable -> SECRET.matcher(variable.getKey()).find())
                        .map(Map.Entry::getValue)
                        .filter(value -> value.length() >= 8))
                .allSatisfy(value -> assertThat(bom.toString()).doesNotContain(value));
        assertThat(bom.toString())
                .contains("pkg:maven/io.temporal/temporal-sdk@")
                .doesNotContain(ProjectFiles.ROOT.toString());
    }

    private static List<String> quoted(TreeSet<String> names) {
        return names.stream().map(name -> "`" + name + "`").toList();
    }

    private static List<String> licences(JsonNode jar) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : jar.path("licenses")) {
            JsonNode licence = entry.path("license");
            names.add(licence.path("id").asText(licence.path("name").asText()));
        }
        return names;
    }
}
