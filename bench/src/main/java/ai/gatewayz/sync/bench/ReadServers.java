package ai.gatewayz.sync.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** The API in a process of its own with the heap that it shall do with, and nginx beside it with the same bytes in files. */
final class ReadServers implements AutoCloseable {
    static final int HEAP_MEBIBYTES = 256;

    private static final int STARTS_WITHIN_SECONDS = 60;

    /** Debian's own settings but for the log, which would cost it something, and with the files gzipped before. */
    private static final String NGINX = """
            daemon off; worker_processes auto; pid nginx.pid; error_log stderr crit;
            events { worker_connections 768; }
            http {
                sendfile on; tcp_nopush on; access_log off; default_type application/json; keepalive_requests 1000000;
                client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
                server { listen 127.0.0.1:%d; root files; gzip_static on; }
            }
            """;

    private final List<Process> processes = new ArrayList<>();
    private final Path folder;
    private final int port = freePort();
    private final Process api;

    ReadServers(Path folder, String databaseUrl) throws IOException {
        this.folder = folder;
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                // As in docker-compose.yml.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "ai.gatewayz.sync.api.SyncApiMain");
        Map<String, String> environment = program.environment();
        environment.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
        environment.putAll(Map.of(
                "PORT", String.valueOf(port),
                "DATABASE_URL", databaseUrl,
                // Nobody is there: reads do without.
                "TEMPORAL_ADDRESS", "127.0.0.1:9",
                "ADMIN_API_KEY", "bench-Zt5xKw2pQm7-key",
                "RATE_LIMIT_READS", "0",
                "RATE_LIMIT_BULK", "0",
                "LOG_LEVEL", "warn"));
        api = start(program);
        awaitPort(port);
    }

    private Process start(ProcessBuilder program) throws IOException {
        // In the directory that the relative entries of the class path count from.
        Process process = program.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("servers.log").toFile()))
                .start();
        processes.add(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort(int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (processes.stream().anyMatch(process -> !process.isAlive())) {
                    break;
                }
                Thread.onSpinWait();
            }
        }
        throw new IOException("a server does not start: " + Files.readString(folder.resolve("servers.log")));
    }

    int api() {
        return port;
    }

    /** The port of an nginx that has these files, plain and gzipped; empty where there is none. */
    Optional<Integer> nginx(Map<String, byte[]> files) throws IOException {
        Optional<Path> program = java.util.stream.Stream.of("/usr/sbin", "/usr/bin", "/usr/local/sbin")
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path root = Files.createDirectories(folder.resolve("files"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(root.resolve(file.getKey()), file.getValue());
            ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(gzipped)) {
                out.write(file.getValue());
            }
            Files.write(root.resolve(file.getKey() + ".gz"), gzipped.toByteArray());
        }
        int free = freePort();
        // Started by root it would give its workers to somebody who may not read a private folder.
        String user = "root".equals(System.getProperty("user.name")) ? "user root; " : "";
        Files.writeString(folder.resolve("nginx.conf"), user + NGINX.formatted(free));
        start(new ProcessBuilder(program.orElseThrow().toString(), "-p", folder + "/", "-c", "nginx.conf"));
        awaitPort(free);
        return Optional.of(free);
    }

    /** Mebibytes of the API's heap that are in use after a collection. */
    long usedHeap() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(api.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (InputStream out = jcmd.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            String total = text.lines()
                    .filter(line -> line.startsWith("Total"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd says: " + text));
            return Long.parseLong(total.strip().split(" +")[2]) / 1024 / 1024;
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
        }
        for (Process process : processes) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
