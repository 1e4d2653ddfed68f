package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** C21 and C23: a process with a Turkish locale, a C language environment, no UTF-8 and too little memory. */
@Timeout(60)
class StrangePlacesTest {
    @TempDir
    Path directory;

    @Tag("C21")
    @Tag("C23")
    @Test
    void doctor_speaksPlainly_andNamesTheMemory() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Dfile.encoding=ISO-8859-9",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DevMain.class.getName(),
                "doctor",
                "--json"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "LANG", "C",
                        "LC_ALL", "C",
                        "DATA_DIR", directory.resolve("veri").toString(),
                        "TEMPORAL_MODE", "embedded",
                        "PORT", "0",
                        "WORKER_PORT", "0"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(1);
        List<String> failed = new ArrayList<>();
        for (JsonNode check : Json.read(output).findParents("subject")) {
            if (check.path("state").asText().equals("fail")) {
                failed.add(check.path("message").asText());
            }
        }
        assertThat(failed)
                .singleElement()
                .asString()
                .startsWith("Java may use 2")
                .endsWith("set CATALOG_SYNC_JAVA_OPTS=-Xmx1g");
        assertThat(output).doesNotContain("\u0131", "\u0130", "?");
    }
}
