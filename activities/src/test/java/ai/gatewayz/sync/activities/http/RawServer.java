package ai.gatewayz.sync.activities.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that misbehaves on the level of bytes: each connection plays the same script. */
final class RawServer implements AutoCloseable {
    /** What the server does once the request's headers are read. */
    interface Script {
        void play(Wire wire) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Script script;
    private final boolean reads;

    /** A server that plays once it has read a request's headers. */
    RawServer(Script script) throws IOException {
        this(script, true);
    }

    private RawServer(Script script, boolean reads) throws IOException {
        this.script = script;
        this.reads = reads;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A server that plays as soon as a connection stands. */
    static RawServer unasked(Script script) throws IOException {
        return new RawServer(script, false);
    }

    int port() {
        return listening.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    private void serve() {
        while (closed.getCount() > 0) {
            try (Socket socket = listening.accept()) {
                if (reads) {
                    readHeaders(socket);
                }
                script.play(new Wire(socket, socket.getOutputStream(), closed));
            } catch (IOException e) {
                // The client went away, as many of these tests want; the next connection is served.
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void readHeaders(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
    }

    /** One connection. */
    record Wire(Socket socket, OutputStream out, CountDownLatch closed) {
        void send(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Sends the head of a 200. */
        void head(String... headers) throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
            for (String header : headers) {
                send(header + "\r\n");
            }
            send("\r\n");
        }

        /** Says nothing for so long, or until the test ends. */
        void silence(long millis) throws InterruptedException {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the test is over");
            }
        }

        /** Sends text a byte at a time. */
        void drip(String text, long millis) throws IOException, InterruptedException {
            for (int i = 0; i < text.length(); i++) {
                send(text.substring(i, i + 1));
                silence(millis);
            }
        }

        /** Ends with a reset instead of an orderly close. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
