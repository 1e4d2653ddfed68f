package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send or read so slowly that a server which lends each of them a thread would have none left. */
class SlowClientsTest {
    private static final int CLIENTS = 200;
    private static final int MOST_CONNECTIONS = 1000;

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    /** Many open connections. */
    private static final class Crowd implements Closeable {
        private final List<Socket> sockets = new ArrayList<>();

        /** Connects; a small buffer makes what is not read stay with the server. */
        Socket enter(String request) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", api.api.port()), 5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
            return socket;
        }

        /** Each sends one more byte; who was sent away is no longer there. */
        void drip() {
            for (Socket socket : sockets) {
                try {
                    socket.getOutputStream().write(' ');
                } catch (IOException e) {
                    assertThat(e).hasMessageNotContaining("timed out");
                }
            }
        }

        /** How many the server has closed since the last look. */
        int sentAway() throws IOException {
            int closed = 0;
            for (Socket socket : List.copyOf(sockets)) {
                socket.setSoTimeout(1);
                try {
                    closed += socket.getInputStream().read() < 0 ? 1 : 0;
                } catch (SocketTimeoutException e) {
                    continue;
                } catch (SocketException e) {
                    // Closed while something was on its way.
                    closed++;
                }
                sockets.remove(socket);
                socket.close();
            }
            return closed;
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static String unfinished(String start, String more) {
        return start + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + more
                + "Content-Length: 3000\r\n\r\n{";
    }

    /** A thread that is lent to a slow client comes back after ten seconds, so a busy machine is told from a held thread. */
    private static void assertAnsweredSoon(String path) {
        Instant begun = Instant.now();
        assertThat(api.send(api.anonymous(path).GET()).status()).as(path).isEqualTo(200);
        assertThat(Duration.between(begun, Instant.now())).as(path).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/webhooks/models-updated|X-Webhook-Signature: aa\r\n",
                "GET /models|",
                "GET /models|Authorization: Bearer " + ApiFixture.VIEWER + "\r\n",
                "POST /admin/model-sync/all|Authorization: Bearer " + ApiFixture.VIEWER + "\r\n"
            })
    void bodiesThatCome_byteByByte_keepNobodyOut(String request) throws IOException {
        String[] parts = request.split("\\|", -1);
        assertAnsweredSoon("/models?limit=1");
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < CLIENTS; i++) {
                crowd.enter(unfinished(parts[0], parts[1].replace("\\r\\n", "\r\n")));
            }
            for (int round = 0; round < 5; round++) {
                crowd.drip();
                assertAnsweredSoon("/health/live");
                assertAnsweredSoon("/models?limit=1");
            }
        }
    }

    @Test
    void unfinishedBodiesOfOneAddress_areFew_andWholeOnesAreTakenBesideThem() throws IOException {
        try (Crowd crowd = new Crowd()) {
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sockets.add(crowd.enter(unfinished("POST /admin/model-sync/all", "")));
            }
            List<String> statuses = new ArrayList<>();
            for (Socket socket : sockets) {
                statuses.add(statusSoon(socket, sockets.indexOf(socket) == 0 ? 3_000 : 100));
            }
            assertThat(statuses).filteredOn("429"::equals).hasSize(4);
            assertThat(statuses).filteredOn(String::isEmpty).hasSize(16);

            Answer whole = api.send(api.request("/admin/model-sync/all")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"nonsense\":1}")));
            assertThat(whole.status()).isEqualTo(400);
        }
    }

    /** The status that is answered; empty while the server waits for the rest of the request. */
    private static String statusSoon(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            String line = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return line.substring(9);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    @Test
    void connectionsOfOneAddress_areBounded_andComeBackWhenTheyAreClosed() throws IOException {
        for (int round = 0; round < 2; round++) {
            try (Crowd crowd = new Crowd()) {
                for (int i = 0; i < MOST_CONNECTIONS + 50; i++) {
                    crowd.enter("GET /health/live HTTP/1.1\r\nHost: a\r\nX-Slow: ");
                }
                Instant begun = Instant.now();
                int refused = 0;
                while (refused < 50 && Duration.between(begun, Instant.now()).toSeconds() < 8) {
                    refused += crowd.sentAway();
                }
                assertThat(refused).isGreaterThanOrEqualTo(50);
            }
            assertThat(api.raw("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void bodyOfAReadingRequest_isRefusedBeforeItIsSent() {
        String answer = api.raw("GET /models HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("the request body is too large");
    }

    @Test
    @Timeout(29)
    void answersThatNobodyReads_keepNobodyOut() throws IOException {
        assertAnsweredSoon("/openapi.yaml");
        String ask = "GET /openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n".repeat(40);
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < 60; i++) {
                crowd.enter(ask);
            }
            // First the server fills what lies between it and its readers; then nothing is left to do for them.
            assertThat(api.send(api.anonymous("/models?limit=1").GET()).status())
                    .isEqualTo(200);
            for (int round = 0; round < 5; round++) {
                assertAnsweredSoon("/health/live");
                assertAnsweredSoon("/models?limit=1");
            }
        }
    }

    @Test
    void answerThatIsReadSlowly_isWhole() throws IOException {
        int length = api.send(api.anonymous("/openapi.yaml").GET()).bytes().length;
        int times = 60;
        try (Crowd crowd = new Crowd()) {
            Socket socket = crowd.enter("GET /openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n".repeat(times - 1)
                    + "GET /openapi.yaml HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertAnsweredSoon("/health/live");
            socket.setSoTimeout(20_000);
            byte[] all = socket.getInputStream().readAllBytes();

            assertThat(all.length).isGreaterThan(times * length);
            assertThat(new String(all, StandardCharsets.UTF_8).split("HTTP/1.1 200 ", -1))
                    .hasSize(times + 1);
        }
    }

    @Test
    void eventStreamsOfOneAddress_areLimited() {
        try (Crowd crowd = new Crowd()) {
            List<String> statuses = new ArrayList<>();
            for (int i = 0; i < 18; i++) {
                Socket socket = crowd.enter("GET /changes HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n");
                socket.setSoTimeout(5_000);
                statuses.add(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
            }

            assertThat(statuses).filteredOn("HTTP/1.1 200"::equals).hasSize(16);
            assertThat(statuses).filteredOn("HTTP/1.1 503"::equals).hasSize(2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
