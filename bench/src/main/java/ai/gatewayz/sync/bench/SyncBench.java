package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Prints the tables of docs/reference/speed.md: whole syncs through Temporal on the in-JVM server and, where a {@code temporal} binary is
 * found, on the dev server; then the write path alone beside its floor.
 *
 * <p>Arguments: the number of models of the whole fleet (19100, of which the first 34 providers have about 18,000), of
 * repetitions (5), and {@code all}, {@code syncs}, {@code write-path}, {@code transform}, {@code starts}, {@code reads} or, which is
 * not among all, {@code peers}.
 */
public final class SyncBench {
    private static final int WRITE_PATH_MODELS = 18_000;
    private static final int STARTS = 300;
    /** Few, so that starts and not syncs are measured. */
    private static final int MODELS_OF_STARTS = 420;

    private final PrintStream out;
    private final int models;
    private final int repetitions;

    private SyncBench(PrintStream out, int models, int repetitions) {
        this.out = out;
        this.models = models;
        this.repetitions = repetitions;
    }

    /** Runs everything; takes a minute or two. */
    public static void main(String[] arguments) throws IOException {
        int models = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 19_100;
        int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        String what = arguments.length > 2 ? arguments[2] : "all";
        SyncBench bench = new SyncBench(System.out, models, repetitions);
        if (what.equals("syncs") || what.equals("all")) {
            bench.syncs();
        }
        if (what.equals("write-path") || what.equals("all")) {
            bench.writePath();
        }
        if (what.equals("transform") || what.equals("all")) {
            bench.transform();
        }
        if (what.equals("starts") || what.equals("all")) {
            bench.starts();
        }
        if (what.equals("reads") || what.equals("all")) {
            bench.reads();
        }
        if (what.equals("peers")) {
            bench.peers();
        }
    }

    private void syncs() throws IOException {
        out.println("| sync | server | models | median ms | min–max ms | models/s | WAL KiB | dead tuples | RSS MiB |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        for (String mode : modes()) {
            inTemporaryFolder(data -> {
                try (SyncRig rig = new SyncRig(mode, data, models)) {
                    syncs(rig, mode);
                }
            });
        }
    }

    private void writePath() throws IOException {
        inTemporaryFolder(data -> {
            try (SyncRig rig = new SyncRig("embedded", data, 1)) {
                WritePathBench bench = new WritePathBench(rig.jdbi(), Math.min(models, WRITE_PATH_MODELS), repetitions);
                bench.run().forEach(out::println);
            }
        });
    }

    private void transform() throws IOException {
        out.println("| models in one body | MB | transform, median ms | MB/s on one core |");
        out.println("|---|---|---|---|");
        out.println(TransformBench.row(repetitions));
    }

    private void starts() throws IOException {
        out.println("| job starts by the API, wait=0 | starts | median ms | p95 ms | p99 ms | max ms |");
        out.println("|---|---|---|---|---|---|");
        for (String mode : modes()) {
            inTemporaryFolder(data -> {
                try (SyncRig rig = new SyncRig(mode, data, MODELS_OF_STARTS)) {
                    JobStartBench.run(mode, rig.databaseUrl(), rig.connection(), STARTS)
                            .forEach(out::println);
                }
            });
        }
    }

    private void reads() throws IOException {
        inTemporaryFolder(data -> {
            try (SyncRig rig = new SyncRig("embedded", data, models)) {
                ReadBench.run(out, rig, data.root(), repetitions);
            }
        });
    }

    private void peers() throws IOException {
        List<PeerBench.Loads> ours = new ArrayList<>();
        List<PeerBench.Loads> theirs = new ArrayList<>();
        for (String mode : modes()) {
            inTemporaryFolder(data -> {
                try (SyncRig rig = new SyncRig(mode, data, models)) {
                    ours.add(loads(rig, "ours, " + mode + ", just started"));
                }
            });
            inTemporaryFolder(data -> {
                try (SyncRig rig = new SyncRig(mode, data, models)) {
                    ours.add(loads(rig, "ours, " + mode + ", a process that has synced before"));
                    if (theirs.isEmpty()) {
                        PeerBench dlt = new PeerBench(Path.of(System.getenv("BENCH_PYTHON")), data.root());
                        for (String settings : List.of("tuned", "default")) {
                            theirs.add(dlt.run(rig, "merge", settings, repetitions));
                            theirs.add(dlt.run(rig, "replace", settings, repetitions));
                        }
                    }
                }
            });
        }
        out.println(
                "| program | records | first ms | unchanged, median ms | times as fast as the fastest dlt, first | unchanged |");
        out.println("|---|---|---|---|---|---|");
        ours.forEach(loads -> out.println(loads.row(theirs)));
        theirs.forEach(loads -> out.println(loads.row(theirs)));
    }

    private PeerBench.Loads loads(SyncRig rig, String program) {
        Measurement first = rig.measure(() -> {});
        long[] unchanged =
                repeat(rig, i -> {}).stream().mapToLong(Measurement::millis).toArray();
        return PeerBench.Loads.of(program, first.models(), first.millis(), unchanged);
    }

    private static List<String> modes() {
        boolean binary = TemporalBinary.find(System.getenv()).isPresent();
        return binary ? List.of("embedded", "dev-server") : List.of("embedded");
    }

    private void syncs(SyncRig rig, String mode) {
        row("first, empty database", mode, List.of(rig.measure(() -> {})));
        row("nothing changed at all", mode, repeat(rig, i -> {}));
        row("bodies re-ordered, content unchanged", mode, repeat(rig, i -> rig.fleet()
                .order(i + 1)));
        row("5 % of the models changed", mode, repeat(rig, i -> rig.changePercent(5)));
    }

    private List<Measurement> repeat(SyncRig rig, IntConsumer before) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            int repetition = i;
            measurements.add(rig.measure(() -> before.accept(repetition)));
        }
        return measurements;
    }

    private void row(String what, String mode, List<Measurement> measurements) {
        long median = Measurement.median(measurements, Measurement::millis);
        out.printf(
                "| %s | %s | %d | %d | %d–%d | %d | %d | %d | %d |%n",
                what,
                mode,
                measurements.get(0).models(),
                median,
                Measurement.min(measurements, Measurement::millis),
                Measurement.max(measurements, Measurement::millis),
                measurements.get(0).models() * 1000 / Math.max(1, median),
                Measurement.median(measurements, Measurement::walBytes) / 1024,
                Measurement.median(measurements, Measurement::deadTuples),
                Measurement.max(measurements, Measurement::rssMebibytes));
    }

    /** Something that uses a data directory. */
    private interface Work {
        void in(DataDirectory data) throws IOException;
    }

    private static void inTemporaryFolder(Work work) throws IOException {
        Path folder = Files.createTempDirectory("catalog-sync-bench");
        try {
            work.in(DataDirectory.at(folder).create());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static Map<String, String> environment(String mode) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("TEMPORAL_") && !name.equals("TEMPORAL_CLI"));
        environment.put("TEMPORAL_MODE", mode);
        environment.put("WORKER_PORT", "0");
        environment.put("MANAGE_SCHEDULES", "false");
        return environment;
    }
}
