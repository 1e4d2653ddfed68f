package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.data.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Java process that starts a part and is then killed the hard way. */
final class ChildJvm {
    private final Process process;
    private final String answer;

    private ChildJvm(Process process, String answer) {
        this.process = process;
        this.answer = answer;
    }

    static ChildJvm start(String part, Path data, Path extra) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChildJvm.class.getName(),
                part,
                data.toString(),
                extra.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("READY ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the child ended early");
        }
        return new ChildJvm(process, line.substring("READY ".length()));
    }

    String answer() {
        return answer;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The child's own code. */
    public static void main(String[] arguments) throws InterruptedException {
        DataDirectory data = DataDirectory.at(Path.of(arguments[1]));
        data.lock();
        if (arguments[0].equals("database")) {
            System.out.println("READY "
                    + EmbeddedDatabase.start(data, Path.of(arguments[2])).url());
        } else {
            TemporalRuntime temporal =
                    TemporalRuntime.start(Map.of("TEMPORAL_MODE", "dev-server", "TEMPORAL_CLI", arguments[2]), data);
            System.out.println("READY " + temporal.address());
        }
        Thread.currentThread().join();
    }
}
