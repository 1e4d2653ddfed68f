package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.provider.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Loads of the same lists, from the same server, into the same PostgreSQL, by dlt: the program that others would take. */
final class PeerBench {
    private static final Path SCRIPT = Path.of("bench", "peers", "dlt_load.py");

    private final Path python;
    private final Path folder;

    /**
     * Runs nothing yet.
     *
     * @param python that has dlt
     * @param folder for dlt's working files
     */
    PeerBench(Path python, Path folder) {
        this.python = python;
        this.folder = folder;
    }

    /**
     * The loads of one program.
     *
     * @param first milliseconds, into an empty database
     * @param unchanged milliseconds, the median of loads of the same lists
     * @param records stored afterwards
     */
    record Loads(String program, long first, long unchanged, long records) {
        static Loads of(String program, long records, long first, long[] unchanged) {
            long[] sorted = unchanged.clone();
            Arrays.sort(sorted);
            return new Loads(program, first, sorted[sorted.length / 2], records);
        }

        /** A table row that ends with how many times as long the fastest peer takes. */
        String row(List<Loads> peers) {
            return "| %s | %d | %d | %d | %s | %s |"
                    .formatted(
                            program,
                            records,
                            first,
                            unchanged,
                            times(peers.stream().mapToLong(Loads::first).min().orElseThrow(), first),
                            times(
                                    peers.stream()
                                            .mapToLong(Loads::unchanged)
                                            .min()
                                            .orElseThrow(),
                                    unchanged));
        }

        private static String times(long theirs, long ours) {
            long tenths = (theirs * 10 + ours / 2) / Math.max(1, ours);
            return tenths / 10 + "." + tenths % 10;
        }
    }

    /**
     * Loads in a database of its own in the rig's PostgreSQL.
     *
     * @param disposition dlt's word, merge or replace
     * @param settings tuned for this load, or dlt's default
     */
    Loads run(SyncRig rig, String disposition, String settings, int repetitions) {
        String name = "peers_" + disposition + "_" + settings;
        rig.jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + name));
        String database = rig.databaseUrl().replaceFirst("/[^/]*$", "/" + name);
        String[] figures = started(List.of(
                        python.toString(),
                        SCRIPT.toString(),
                        rig.fleet().baseUrlTemplate().replace("{provider}", ""),
                        database,
                        disposition,
                        settings,
                        Integer.toString(repetitions + 1),
                        folder.resolve(name).toString()))
                .split(" ", -1);
        long[] millis =
                Arrays.stream(figures).skip(2).mapToLong(Long::parseLong).toArray();
        return Loads.of(
                "dlt " + figures[0] + ", " + disposition + ", " + settings,
                Long.parseLong(figures[1]),
                millis[0],
                Arrays.copyOfRange(millis, 1, millis.length));
    }

    private static String started(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.outputWriter(StandardCharsets.UTF_8).append(lists()).close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("dlt ended with " + process.exitValue() + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while dlt ran", e);
        }
    }

    private static String lists() {
        return SyncRig.PROVIDERS.stream()
                .map(provider -> provider.slug() + " " + listPath(provider) + "\n")
                .collect(Collectors.joining());
    }

    private static String listPath(Provider provider) {
        return provider.listUri("").toString();
    }
}
