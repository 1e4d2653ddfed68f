package ai.gatewayz.sync.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept connection that asks and counts bytes, with as little work of its own as possible. */
final class ReadClient implements AutoCloseable {
    private static final int BUFFER = 512 * 1024;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];

    /** What was answered. */
    record Answer(int status, String etag, long bytes) {}

    ReadClient(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** From one of this machine's loopback addresses. */
    ReadClient(int port, String from) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
        out = socket.getOutputStream();
    }

    /** The bytes of a request; each header ends with a line break. */
    static byte[] get(String path, String... headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\n" + String.join("", headers) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a request with a JSON body. */
    static byte[] post(String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** Asks and takes the whole answer in, which says how long it is or comes in chunks. */
    Answer ask(byte[] request) throws IOException {
        return ask(request, OutputStream.nullOutputStream());
    }

    private Answer ask(byte[] request, OutputStream body) throws IOException {
        out.write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = status == 304 ? 0 : -1;
        String etag = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.equals("content-length") && status != 304) {
                length = Long.parseLong(line.substring(colon + 1).strip());
            } else if (name.equals("etag")) {
                etag = line.substring(colon + 1).strip();
            }
        }
        if (length < 0) {
            return new Answer(status, etag, takeChunks(body));
        }
        take(length, body);
        return new Answer(status, etag, length);
    }

    private void take(long length, OutputStream body) throws IOException {
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("cut off");
            }
            body.write(buffer, 0, read);
            left -= read;
        }
    }

    private long takeChunks(OutputStream body) throws IOException {
        long all = 0;
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            take(size, body);
            all += size;
            line();
        }
        line();
        return all;
    }

    /** The body of an answer. */
    static byte[] body(int port, byte[] request) throws IOException {
        try (ReadClient client = new ReadClient(port)) {
            return client.body(request);
        }
    }

    /** The body of the next answer. */
    byte[] body(byte[] request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ask(request, body);
        return body.toByteArray();
    }

    /** Sends a request whose answer goes on and on. */
    void begin(byte[] request) throws IOException {
        out.write(request);
    }

    /** The next line, without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("cut off");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
